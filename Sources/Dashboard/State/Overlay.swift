import Screen

/// What stands on top of a view and takes the keys.
enum Overlay: Sendable, Hashable {
    case help(ScrollPane)
    case question(Question)
    case gone(GoneChoice)
    case picker(Picker)
    case tenants(TenantChooser)
    case bulk(BulkQuestion)
    case bulkResult(BulkResult)
}
