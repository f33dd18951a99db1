import Screen

/// What stands on top of a view and takes the keys.
enum Overlay: Sendable, Hashable {
    case help(HelpState)
    case question(Question)
    case gone(GoneChoice)
    case picker(Picker)
    case tenants(TenantChooser)
    case palette(Palette)
    case from(FromPrompt)
    case bulk(BulkQuestion)
    case bulkResult(BulkResult)
}
