import NATS
import Support

/// An operator, an account and a user made for these tests only, from seeds of repeated bytes.
enum JWTFixture {
    private static let operatorToken = [
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJqdGkiOiJvcGVyYXRvciIsImlhdCI6MTcwMDAwMDA",
        "wMCwiaXNzIjoiT0NGSVJZNjVPUUU3REZQNUtMTlMyUEYyTFZaTVVaWUpYNE9aSUVRMzZOMklRQU5VQjVYVllPQ1MiL",
        "CJuYW1lIjoib3BlcmF0b3IiLCJzdWIiOiJPQ0ZJUlk2NU9RRTdERlA1S0xOUzJQRjJMVlpNVVpZSlg0T1pJRVEzNk4",
        "ySVFBTlVCNVhWWU9DUyIsIm5hdHMiOnsidHlwZSI6Im9wZXJhdG9yIiwidmVyc2lvbiI6Mn19.Fy7kAaviwZKoC96_",
        "-RZmIRT3rcLHAtKe5asx3KO05kMETudOJn4VOwk_8A3vxgya0qK4_fGq19QCpnvz9u-iBw",
    ].joined()
    private static let accountToken = [
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJqdGkiOiJhY2NvdW50IiwiaWF0IjoxNzAwMDAwMDA",
        "wLCJpc3MiOiJPQ0ZJUlk2NU9RRTdERlA1S0xOUzJQRjJMVlpNVVpZSlg0T1pJRVEzNk4ySVFBTlVCNVhWWU9DUyIsI",
        "m5hbWUiOiJhY2NvdW50Iiwic3ViIjoiQUNBVFM1WU9WQjZST1gyV1VOS0dOUTJNUDNHTVhETUtTRzJPNE41Q0xYM0E",
        "2VzRQWkdaWklMMlIiLCJuYXRzIjp7ImxpbWl0cyI6eyJzdWJzIjotMSwiZGF0YSI6LTEsInBheWxvYWQiOi0xLCJpb",
        "XBvcnRzIjotMSwiZXhwb3J0cyI6LTEsIndpbGRjYXJkcyI6dHJ1ZSwiY29ubiI6LTEsImxlYWYiOi0xfSwiZGVmYXV",
        "sdF9wZXJtaXNzaW9ucyI6eyJwdWIiOnt9LCJzdWIiOnt9fSwidHlwZSI6ImFjY291bnQiLCJ2ZXJzaW9uIjoyfX0.s",
        "XGFVD9MlVIPxIjM2D47KXYQfzOIc4ukFs2hrTUcTzT2HgtqcSXzooB-XLeg147gsnQKcOsXceRwTujvmr9nBg",
    ].joined()
    private static let userToken = [
        "eyJ0eXAiOiJKV1QiLCJhbGciOiJlZDI1NTE5LW5rZXkifQ.eyJqdGkiOiJ1c2VyIiwiaWF0IjoxNzAwMDAwMDAwLCJ",
        "pc3MiOiJBQ0FUUzVZT1ZCNlJPWDJXVU5LR05RMk1QM0dNWERNS1NHMk80TjVDTFgzQTZXNFBaR1paSUwyUiIsIm5hb",
        "WUiOiJ1c2VyIiwic3ViIjoiVURXVVNLR0dGREk0RlJYSzVFQlRSRUNaU1ZRU1NXSkhISk9HSDZKV0czQVVNRkZNUTQ",
        "zNUMyVTQiLCJuYXRzIjp7InB1YiI6e30sInN1YiI6e30sInN1YnMiOi0xLCJkYXRhIjotMSwicGF5bG9hZCI6LTEsI",
        "nR5cGUiOiJ1c2VyIiwidmVyc2lvbiI6Mn19.6n-kHsgu2kXKcrtXc1vO18c0oAhEtZqxaj4vyGQ4LLGkx0JF-RnPuB",
        "3qj8Yx-wm5kn4BJF8zcRGZ71UdQJytDQ",
    ].joined()
    private static let account = "ACATS5YOVB6ROX2WUNKGNQ2MP3GMXDMKSG2O4N5CLX3A6W4PZGZZIL2R"
    private static let seed = "SUAAGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGAYDAMBQGA6BEM"

    /// The server's side.
    static let configuration = """
        operator: \(operatorToken)
        resolver: MEMORY
        resolver_preload: { \(account): \(accountToken) }
        """

    /// The user's side: a file as `nsc` writes it.
    static func credentials(in directory: TemporaryDirectory) throws -> Credentials {
        .credentialsFile(
            try directory.write(
                """
                -----BEGIN NATS USER JWT-----
                \(userToken)
                ------END NATS USER JWT------

                -----BEGIN USER NKEY SEED-----
                \(seed)
                ------END USER NKEY SEED------

                """, to: "user.creds"))
    }
}
