public import ArgumentParser
public import Tickets

// The values of tickets as they are typed on the command line.

extension Tenant: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension TicketID: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

extension Status: ExpressibleByArgument {
    /// Also `in-progress` and `In Progress`.
    public init?(argument: String) { self.init(typed: argument) }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension Priority: ExpressibleByArgument {
    public init?(argument: String) { self.init(rawValue: argument.lowercased()) }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension SortField: ExpressibleByArgument {
    /// Also `created` and `updated`.
    public init?(argument: String) {
        let name = argument.lowercased()
        guard let field = SortField(rawValue: name) ?? SortField(rawValue: name + "_at") else { return nil }
        self = field
    }
    public static var allValueStrings: [String] { allCases.map(\.rawValue) }
}

extension SortOrder: ExpressibleByArgument {}
