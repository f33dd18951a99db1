import JSON

/// The description of the API as one page for people, which needs nothing from anywhere.
struct DocumentationPage {
    private let description: JSONValue

    init(_ description: JSONValue) { self.description = description }

    /// The page in HTML.
    var bytes: [UInt8] {
        let title = text(description["info"]?["title"])
        let routes = (description["paths"]?.object?.members ?? []).map { section($0.key, $0.value) }
        let schemas = (description["components"]?["schemas"]?.object?.members ?? []).map {
            schema($0.key, $0.value)
        }
        return Array(
            """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width, initial-scale=1"><style>\(Self.style)</style></head>
            <body><h1>\(title)</h1><p>\(text(description["info"]?["description"]))</p>
            <p>As OpenAPI 3.1: <a href="/openapi.json">/openapi.json</a></p>
            \(routes.joined(separator: "\n"))
            <h2>Forms</h2>
            \(schemas.joined(separator: "\n"))
            </body></html>
            """.utf8)
    }

    private static let style = """
        body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
        h2{margin-top:2.5rem}h3 code{font-size:1.1em}code,pre{font-family:ui-monospace,monospace}\
        pre{background:#8881;padding:.7rem;overflow:auto}table{border-collapse:collapse}\
        td,th{text-align:left;vertical-align:top;padding:.2rem 1rem .2rem 0}
        """

    private func section(_ path: String, _ item: JSONValue) -> String {
        let operations = (item.object?.members ?? []).filter { $0.key != "parameters" }.map {
            method, operation in
            """
            <h3><code>\(escaped(method.uppercased())) \(escaped(path))</code></h3>
            <p>\(text(operation["summary"])) \(text(operation["description"]))</p>
            \(parameters((item["parameters"]?.array ?? []) + (operation["parameters"]?.array ?? [])))
            \(examples(operation["requestBody"], "Body"))
            \(responses(operation["responses"]))
            """
        }
        return "<h2>\(escaped(path))</h2>\n" + operations.joined(separator: "\n")
    }

    private func parameters(_ list: [JSONValue]) -> String {
        table(
            list.map(resolved).map { parameter in
                let isRequired = parameter["required"]?.bool == true
                return [
                    "<code>\(text(parameter["name"]))</code>",
                    text(parameter["in"]) + (isRequired ? ", required" : ""),
                    text(parameter["description"]),
                ]
            })
    }

    private func responses(_ responses: JSONValue?) -> String {
        let members = responses?.object?.members ?? []
        let rows = members.map { status, response in
            ["<code>\(escaped(status))</code>", text(resolved(response)["description"])]
        }
        return table(rows) + members.map { examples(resolved($0.value), "Reply \($0.key)") }.joined()
    }

    /// The examples of a body, as they are sent.
    private func examples(_ holder: JSONValue?, _ title: String) -> String {
        (holder?["content"]?.object?.members ?? []).compactMap { type, content in
            guard let example = content["example"] else { return nil }
            let shown = example.string ?? example.text
            return "<p>\(escaped(title)), <code>\(escaped(type))</code>:</p><pre>\(escaped(shown))</pre>"
        }.joined()
    }

    private func schema(_ name: String, _ schema: JSONValue) -> String {
        let required = Set(schema["required"]?.array?.compactMap(\.string) ?? [])
        let rows = (schema["properties"]?.object?.members ?? []).map { key, property in
            [
                "<code>\(escaped(key))</code>", required.contains(key) ? "always there" : "",
                text(resolved(property)["description"]),
            ]
        }
        return "<h3>\(escaped(name))</h3><p>\(text(schema["description"]))</p>" + table(rows)
    }

    private func table(_ rows: [[String]]) -> String {
        guard !rows.isEmpty else { return "" }
        return "<table>"
            + rows.map { row in
                "<tr>" + row.map { "<td>\($0)</td>" }.joined() + "</tr>"
            }.joined() + "</table>"
    }

    /// What a `$ref` points to, within this description.
    private func resolved(_ value: JSONValue) -> JSONValue {
        guard let path = value["$ref"]?.string, path.hasPrefix("#/") else { return value }
        return path.dropFirst(2).split(separator: "/").reduce(description) { $0[String($1)] ?? .null }
    }

    private func text(_ value: JSONValue?) -> String { escaped(value?.string ?? "") }

    private func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
