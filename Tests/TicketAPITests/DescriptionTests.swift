import JSON
import TicketAPI
import Testing

/// The description of the API, held against its routes.
@Suite struct DescriptionTests {
    private var paths: JSONObject { APIDescription.json["paths"]?.object ?? JSONObject() }

    @Test func everyRouteIsDescribedAndEveryDescriptionIsARoute() {
        var described: Set<String> = []
        for path in paths.members {
            for operation in path.value.object?.members ?? [] where operation.key != "parameters" {
                described.insert("\(operation.key.uppercased()) \(path.key)")
            }
        }
        let routes = Resource.allCases.flatMap { resource in
            resource.methods.filter { $0 != "HEAD" }.map { "\($0) \(resource.template)" }
        }
        #expect(described == Set(routes))
        #expect(!routes.isEmpty)
    }

    @Test func everyOperationIsWhole() throws {
        var names: Set<String> = []
        for path in paths.members {
            let shared = path.value["parameters"]?.array ?? []
            for (method, operation) in path.value.object?.members ?? [] where method != "parameters" {
                let name = try #require(operation["operationId"]?.string)
                #expect(names.insert(name).inserted)
                #expect(operation["summary"]?.string?.isEmpty == false)
                let parameters = (shared + (operation["parameters"]?.array ?? [])).map(resolved)
                let inPath = parameters.filter { $0["in"] == "path" }.compactMap { $0["name"]?.string }
                #expect(inPath == (path.key.contains("{id}") ? ["id"] : []))
                if path.key.hasPrefix("/api/") {
                    #expect(parameters.contains { $0["name"] == "X-Tenant-ID" && $0["required"] == true })
                }
                let responses = try #require(operation["responses"]?.object)
                #expect(responses.keys.contains { $0.hasPrefix("2") })
                for (status, response) in responses.members where status != "304" {
                    let content = try #require(resolved(response)["content"]?.object?.members.first)
                    #expect(
                        content.value["schema"] != nil && content.value["example"] != nil, "\(name) \(status)"
                    )
                }
                if ["post", "put", "patch"].contains(method) { #expect(operation["requestBody"] != nil) }
            }
        }
    }

    @Test func everyReferenceLeadsSomewhere() {
        var found = 0
        func walk(_ value: JSONValue) {
            if let reference = value["$ref"] {
                found += 1
                #expect(resolved(value) != .null, "\(reference)")
            }
            for member in value.object?.members ?? [] { walk(member.value) }
            for element in value.array ?? [] { walk(element) }
        }
        walk(APIDescription.json)
        #expect(found > 20)
    }

    private func resolved(_ value: JSONValue) -> JSONValue {
        guard let reference = value["$ref"]?.string else { return value }
        return reference.split(separator: "/").dropFirst().reduce(APIDescription.json) {
            $0[String($1)] ?? .null
        }
    }
}
