import JSON
import NATS
import Support
import Testing
import TicketAPI

extension DoorTests {
    /// The routes, with a real service behind them.
    @Suite struct RouteTests {
        private static let tenant = ["X-Tenant-ID": "acme"]

        @Test func aTicketLivesItsLife() async throws {
            try await APISite.with { site in
                let made = try await ask(
                    site.port, "POST", "/api/v1/tickets",
                    body: #"{"title":" Printer on fire ","priority":"high"}"#)
                let ticket = try #require(try made.json["data"])
                let id = try #require(ticket["id"]?.string)
                #expect(made.status == 201)
                #expect(made.headers["location"] == "/api/v1/tickets/\(id)")
                #expect(made.headers["etag"] == "\"1\"")
                #expect(made.headers["content-type"] == "application/json")
                #expect(ticket["title"] == "Printer on fire")

                let path = "/api/v1/tickets/\(id)"
                let read = try await ask(site.port, "GET", path)
                #expect(read.status == 200)
                #expect(try read.json["data"] == ticket)
                #expect(read.headers["etag"] == "\"1\"")
                let head = try await ask(site.port, "HEAD", path)
                #expect(head.status == 200 && head.body.isEmpty && head.headers["etag"] == "\"1\"")
                // Each reply holds a request id of its own of a length that varies.
                #expect(Int(head.headers["content-length"] ?? "") ?? 0 > 200)
                let same = try await ask(
                    site.port, "GET", path, ["X-Tenant-ID": "acme", "If-None-Match": "\"1\""])
                #expect(same.status == 304 && same.body.isEmpty)
                let listed = try await ask(
                    site.port, "GET", path, ["X-Tenant-ID": "acme", "If-None-Match": "W/\"7\", W/\"1\""])
                #expect(listed.status == 304)

                let patched = try await ask(
                    site.port, "PATCH", path, ["X-Tenant-ID": "acme", "If-Match": "\"1\""],
                    body: #"{"status":"resolved"}"#)
                #expect(patched.status == 200 && patched.headers["etag"] == "\"2\"")
                #expect(try patched.json["data"]?["priority"] == "high")
                let put = try await ask(site.port, "PUT", path, body: #"{"assignee":"lee","id":"\#(id)"}"#)
                #expect(try put.json["data"]?["status"] == "resolved")
                #expect(try put.json["data"]?["assignee"] == "lee")

                let history = try await ask(site.port, "GET", path + "/history")
                #expect(try history.json["data"]?.array?.compactMap { $0["revision"]?.integer } == [1, 2, 3])
                let deleted = try await ask(site.port, "DELETE", path)
                #expect(try deleted.json["data"] == ["id": .string(id), "deleted": true])
                #expect(try await ask(site.port, "GET", path).status == 404)
                #expect(try await ask(site.port, "DELETE", path).status == 404)
                #expect(try await ask(site.port, "GET", path + "/history").status == 200)
            }
        }

        @Test func staleConditionsAreRefused() async throws {
            try await APISite.with { site in
                let id = try #require(try await site.create("a")["id"]?.string)
                let path = "/api/v1/tickets/\(id)"
                _ = try await ask(site.port, "PATCH", path, body: #"{"title":"b"}"#)
                func change(_ method: String, _ tag: String, _ body: String? = nil) async throws -> WebReply {
                    try await ask(
                        site.port, method, path, ["X-Tenant-ID": "acme", "If-Match": tag], body: body)
                }
                let stale = try await change("PATCH", "\"1\"", #"{"title":"c"}"#)
                #expect(stale.status == 412 && stale.headers["etag"] == "\"2\"")
                #expect(try stale.json["code"] == 412)
                #expect(try stale.json["data"]?["title"] == "b")
                #expect(try await change("DELETE", "\"1\"").status == 412)
                let kept = try await ask(site.port, "DELETE", path, body: #"{"if_revision":1}"#)
                #expect(kept.status == 409)
                #expect(try await change("DELETE", "W/\"2\"").status == 412)
                #expect(try await change("PUT", "\"x\"", "{}").status == 412)
                #expect(try await change("PUT", "two", "{}").status == 400)
                #expect(try await change("PATCH", "*", #"{"title":"d"}"#).status == 200)
                let conflict = try await ask(
                    site.port, "PATCH", path, body: #"{"title":"e","if_revision":1}"#)
                #expect(conflict.status == 409)
                #expect(try await change("DELETE", "\"3\"").status == 200)
            }
        }

        @Test func listsAreFilteredAndPaged() async throws {
            try await APISite.with { site in
                for (title, status) in [
                    ("one", "open"), ("two", "closed"), ("three café", "resolved"), ("four", "open"),
                ] {
                    let body: JSONValue = ["title": .string(title), "status": .string(status)]
                    _ = try await ask(site.port, "POST", "/api/v1/tickets", body: body.text)
                }
                func titles(_ query: String) async throws -> [String] {
                    let reply = try await ask(site.port, "GET", "/api/v1/tickets?" + query)
                    return try (reply.json["data"]?.array ?? []).compactMap { $0["title"]?.string }
                }
                #expect(try await titles("sort=title&order=asc") == ["four", "one", "three café", "two"])
                #expect(
                    try await titles("status=open&status=closed&sort=title&order=asc") == [
                        "four", "one", "two",
                    ])
                #expect(try await titles("search=caf%C3%A9+three") == ["three café"])
                #expect(try await titles("assignee=nobody") == [])
                let page = try await ask(site.port, "GET", "/api/v1/tickets?limit=3&sort=title&order=asc")
                let cursor = try #require(try page.json["meta"]?["next_cursor"]?.string)
                #expect(try page.json["meta"]?["total"] == 4)
                let rest = try await titles("limit=3&sort=title&order=asc&cursor=\(cursor)")
                #expect(rest == ["two"])
                for query in [
                    "limit=0", "limit=x", "status=broken", "search=%ff", "sort=id", "cursor=x",
                    "limit=1&limit=2",
                ] {
                    let reply = try await ask(site.port, "GET", "/api/v1/tickets?" + query)
                    #expect(reply.status == 400, "\(query)")
                    #expect(try reply.json["success"] == false)
                }
            }
        }

        @Test func tenantsAreKeptApart() async throws {
            try await APISite.with { site in
                let id = try #require(try await site.create("ours")["id"]?.string)
                for method in ["GET", "DELETE"] {
                    let reply = try await ask(
                        site.port, method, "/api/v1/tickets/\(id)", ["X-Tenant-ID": "globex"])
                    #expect(reply.status == 404)
                }
                let list = try await ask(site.port, "GET", "/api/v1/tickets", ["X-Tenant-ID": "globex"])
                #expect(try list.json["data"] == [])
                #expect(try await ask(site.port, "GET", "/api/v1/tickets/\(id)").status == 200)
                // A body cannot name another tenant, or another ticket than the path.
                let other = try await ask(
                    site.port, "POST", "/api/v1/tickets", ["X-Tenant-ID": "globex"],
                    body: #"{"title":"x","tenant_id":"acme"}"#)
                #expect(try other.json["data"]?["tenant_id"] == "globex")
                let broken = try await ask(
                    site.port, "POST", "/api/v1/tickets", ["X-Tenant-ID": "globex"],
                    body: #"{"title":"x"},"tenant_id":"acme","data":{"title":"y"}"#)
                #expect(broken.status == 400)
                let moved = try await ask(
                    site.port, "PATCH", "/api/v1/tickets/\(id)",
                    body: #"{"id":"01a1ff6c-c2aa-7888-a229-9939ba4580d0"}"#)
                #expect(moved.status == 400)
            }
        }

        @Test(arguments: ["", "no spaces", "a.b", "ü", "*", String(repeating: "x", count: 65)])
        func malformedTenantsAreRefused(_ name: String) async throws {
            try await APISite.with(hasService: false) { site in
                let reply = try await ask(site.port, "GET", "/api/v1/tickets", ["X-Tenant-ID": name])
                #expect(reply.status == 400)
                #expect(try reply.json["details"]?.array?.first?["field"] == "tenant_id")
            }
        }

        @Test func whatIsNotThereIsSaid() async throws {
            try await APISite.with(hasService: false) { site in
                let missing = try await ask(site.port, "GET", "/api/v2/tickets")
                #expect(missing.status == 404)
                #expect(try missing.json["code"] == 404)
                for (method, path, allowed) in [
                    ("DELETE", "/api/v1/tickets", "GET, HEAD, POST"), ("POST", "/api/v1/events", "GET"),
                    ("HEAD", "/api/v1/events", "GET"), ("OPTIONS", "/docs", "GET, HEAD"),
                    ("POST", "/api/v1/tickets/x", "GET, HEAD, PUT, PATCH, DELETE"),
                ] {
                    let reply = try await ask(site.port, method, path)
                    #expect(reply.status == 405, "\(method) \(path)")
                    #expect(reply.headers["allow"] == allowed)
                }
                let tenantless = try await ask(site.port, "GET", "/api/v1/tickets", [:])
                #expect(tenantless.status == 400)
            }
        }

        @Test func requestsCarryTheirIDs() async throws {
            try await APISite.with { site in
                let named = try await ask(
                    site.port, "GET", "/api/v1/tickets",
                    ["X-Tenant-ID": "acme", "X-Request-ID": "my request"])
                #expect(named.headers["x-request-id"] == "myrequest")
                #expect(try named.json["request_id"] == "myrequest")
                let bare = try await ask(site.port, "GET", "/nowhere")
                let made = try #require(bare.headers["x-request-id"])
                #expect(try bare.json["request_id"] == .string(made))
            }
        }

        @Test func bodiesAreObjectsWithinLimits() async throws {
            try await APISite.with { site in
                for body in [
                    "", "x", "[]", "null", "{\"title\":", "{\"title\":\"a\"} x", "\u{FEFF}{}",
                    "{\"title\":\"\u{0}\"}",
                ] {
                    let reply = try await ask(site.port, "POST", "/api/v1/tickets", body: body)
                    #expect(reply.status == 400, "\(body.debugDescription)")
                }
                func create(_ size: Int) async throws -> Int {
                    let body = #"{"title":"a","note":"\#(String(repeating: "x", count: size))"}"#
                    return try await ask(site.port, "POST", "/api/v1/tickets", body: body).status
                }
                #expect(try await create(60_000) == 201)
                // The service's own limit, and what goes round the body counts.
                #expect(try await create(65_480) == 413)
                #expect(try await create(70_000) == 413)
                #expect(try await create(1_048_000) == 413)
                let large = try await ask(
                    site.port, "POST", "/api/v1/tickets",
                    ["X-Tenant-ID": "acme", "Content-Length": "1048577"])
                #expect(large.status == 413)
                #expect(large.headers["connection"] == "close")
            }
        }

        @Test func withoutAServiceTheAPISaysSo() async throws {
            try await APISite.with(hasService: false) { site in
                let read = try await ask(site.port, "GET", "/api/v1/tickets")
                #expect(read.status == 503 && read.headers["retry-after"] == "1")
                #expect(
                    try await ask(site.port, "POST", "/api/v1/tickets", body: #"{"title":"a"}"#).status == 503
                )
                #expect(try await ask(site.port, "GET", "/readyz").status == 503)
                #expect(try await ask(site.port, "GET", "/healthz").status == 200)
                #expect(try await ask(site.port, "GET", "/api/v1/events").status == 503)
                site.server.kill9()
                #expect(try await ask(site.port, "GET", "/api/v1/tickets").status == 503)
                #expect(try await ask(site.port, "GET", "/healthz").status == 200)
            }
        }

        @Test func aServiceThatDoesNotAnswerIsA504() async throws {
            try await APISite.with(hasService: false) { site in
                let silent = try site.connection.subscribe("ticket.service", queue: "ticket-service") { _ in }
                try await site.connection.flush(timeout: .seconds(2))
                let start = ContinuousClock.now
                let reply = try await ask(site.port, "POST", "/api/v1/tickets", body: #"{"title":"a"}"#)
                #expect(reply.status == 504)
                #expect(ContinuousClock.now - start >= .seconds(4))
                silent.unsubscribe()
            }
        }

        @Test func thePagesStandAlone() async throws {
            try await APISite.with(hasService: false) { site in
                let description = try await ask(site.port, "GET", "/openapi.json", [:])
                #expect(description.body == APIDescription.bytes)
                let page = try await ask(site.port, "GET", "/docs", [:])
                #expect(page.headers["content-type"] == "text/html; charset=utf-8")
                for resource in Resource.allCases { #expect(page.text.contains(resource.template)) }
                #expect(
                    !page.text.contains("<script") && !page.text.contains("src=") && !page.text.contains("//")
                )
            }
        }
    }

}
