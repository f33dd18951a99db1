import FoundationEssentials

/// The files of the repository that are deployed.
enum Sources {
    /// The top folder of the repository.
    static let top: String = {
        let path = #filePath.split(separator: "/").dropLast(3)
        return "/" + path.joined(separator: "/")
    }()

    /// Where the files of the cluster are.
    static let deployment = top + "/Sources/Cluster/Deployment"

    /// The text of a file, by its path from the top.
    static func text(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: "\(top)/\(path)")), as: UTF8.self)
    }
}
