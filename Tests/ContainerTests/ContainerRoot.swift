import Glibc
import Support

/// The root file system of an image, laid out by the recipe of the Dockerfiles, and a program that runs in it as one
/// would in a container: as user 65534, with `/proc`, and with nothing that could be written to.
struct ContainerRoot {
    /// Only root may change the root directory of a process.
    static let isAllowed = geteuid() == 0

    private static let recipe = "\(Sources.deployment)/root-file-system"
    private static let entry = """
        #!/bin/sh
        root=$1; shift
        mount --bind "$root" "$root" && mount --rbind /proc "$root/proc" && mount -o remount,ro,bind "$root" \\
            && exec chroot --userspec=65534:65534 "$root" "$@"

        """

    private let directory: TemporaryDirectory
    private let name: String

    /// Lays out the file system of a program.
    init(of program: String) async throws {
        directory = try TemporaryDirectory()
        name = String(program.split(separator: "/").last ?? "")
        try directory.write(Self.entry, to: "enter")
        try directory.makeExecutable("enter")
        let result = try await run([Self.recipe, program, "\(directory.path)/root"])
        guard result.status == 0 else { throw SupportError("no root file system: \(result.error)") }
    }

    /// The files in it, by their paths, sorted.
    func files() async throws -> [String] {
        let root = "\(directory.path)/root"
        let result = try await run(["/usr/bin/find", root, "-type", "f", "-printf", "/%P %m\n"])
        return result.output.split(separator: "\n").map(String.init).sorted()
    }

    /// Runs the program in it to its end.
    func run(_ arguments: String...) async throws -> ProgramResult { try await run(command(arguments)) }

    /// Starts the program in it.
    func start(_ arguments: String..., log: String) async throws -> ChildProcess {
        let command = command(arguments)
        return try await ChildProcess(command[0], Array(command.dropFirst()), log: log)
    }

    private func run(_ command: [String]) async throws -> ProgramResult { try await Support.run(command) }

    private func command(_ arguments: [String]) -> [String] {
        let root = "\(directory.path)/root"
        return ["/usr/bin/unshare", "--mount", "\(directory.path)/enter", root, "/\(name)"] + arguments
    }
}
