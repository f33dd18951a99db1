import Testing

@Suite struct Dockerfiles {
    /// The instructions of the last stage.
    private func lastStage(_ text: String) -> [String] {
        let joined = text.replacing("\\\n", with: " ")
        let lines = joined.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
        let start = lines.lastIndex { $0.hasPrefix("FROM ") } ?? 0
        return Array(lines[start...])
    }

    @Test(arguments: ["ticket-svc", "ticket-api"])
    func theImageIsMadeFromTheRecipeAlone(_ program: String) throws {
        let text = try Sources.text("Sources/\(program)/Deployment/Dockerfile")
        #expect(text.contains("--product \(program)") && text.contains("Deployment/root-file-system"))
        let stage = lastStage(text)
        #expect(stage.first == "FROM scratch")
        #expect(
            stage.filter { $0.hasPrefix("COPY") || $0.hasPrefix("ADD") || $0.hasPrefix("RUN") } == [
                "COPY --from=build /root-file-system /"
            ])
        #expect(stage.contains("USER 65534:65534"))
        #expect(stage.contains("ENTRYPOINT [\"/\(program)\"]"))
    }

    @Test func theServiceTellsItsHealth() throws {
        let stage = lastStage(try Sources.text("Sources/ticket-svc/Deployment/Dockerfile"))
        #expect(stage.contains { $0.hasPrefix("HEALTHCHECK") && $0.hasSuffix(#"["/ticket-svc", "health"]"#) })
    }
}
