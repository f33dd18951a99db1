import Testing

/// The built programs as scripts run them: one test at a time, since each is many processes and others
/// measure the time meanwhile.
@Suite(.serialized) struct ScriptTests {}
