/// The files for TLS, all PEM.
public struct TLSOptions: Sendable, Hashable {
    /// Certificates of the authorities to trust; the system's without it.
    public var certificateAuthority: String?
    /// This client's certificate, when the server asks for one.
    public var certificate: String?
    /// The key of that certificate.
    public var key: String?
    /// The name that the server's certificate must bear; the host of the URL without it.
    ///
    /// libnats compares names only: for a server given by address, set the name, or only
    /// the certificate's chain is verified.
    public var serverName: String?

    /// Files for TLS.
    public init(
        certificateAuthority: String? = nil, certificate: String? = nil, key: String? = nil,
        serverName: String? = nil
    ) {
        self.certificateAuthority = certificateAuthority
        self.certificate = certificate
        self.key = key
        self.serverName = serverName
    }
}
