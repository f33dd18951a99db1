public import JSON

/// The OpenAPI description of all routes.
public enum APIDescription {
    /// The text of `openapi.json`.
    public static let bytes = PackageResources.openapi_json

    /// The description, read.
    public static let json = (try? JSONValue(parsing: bytes)) ?? .null
}
