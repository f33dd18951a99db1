import CNATS

extension Link {
    /// Connects to one server; blocks its thread for up to the connect timeout.
    ///
    /// - Throws: `authentication`, `io` when nobody listens there, `timeout`, `protocolError` when TLS fails.
    static func open(
        _ address: ServerAddress, expectedName: String?, options: ConnectionOptions, events: LinkEvents,
        work: BlockingWork, handles: LiveHandles
    ) throws(NATSError) -> Link {
        Self.openLibrary
        var settings: OpaquePointer?
        try check(unsafe natsOptions_Create(&settings), "natsOptions_Create")
        defer { unsafe natsOptions_Destroy(settings) }
        try unsafe configure(settings, address, options)
        try unsafe identify(settings, options.credentials)
        if address.wantsTLS || options.tls != nil {
            try unsafe secure(settings, options.tls ?? TLSOptions(), expectedName: expectedName)
        }
        try unsafe listen(settings, events)
        let pump = SocketPump(patience: options.connectTimeout)
        try unsafe pump.attach(to: settings)
        var raw: OpaquePointer?
        try check(unsafe natsConnection_Connect(&raw, settings), "natsConnection_Connect")
        guard let raw = unsafe raw else { throw NATSError(.io, "no connection") }
        return unsafe Link(raw, events: events, work: work, handles: handles, pump: pump)
    }

    /// By default a thread of libnats tries a lock a thousand times before it sleeps, which keeps a
    /// processor from the thread that holds it.
    private static let openLibrary: Void = { _ = nats_Open(32) }()

    private static func configure(
        _ settings: OpaquePointer?, _ address: ServerAddress, _ options: ConnectionOptions
    ) throws(NATSError) {
        try check(unsafe natsOptions_SetURL(settings, address.full), "natsOptions_SetURL")
        try check(unsafe natsOptions_SetName(settings, options.name), "natsOptions_SetName")
        try check(
            unsafe natsOptions_SetTimeout(settings, options.connectTimeout.milliseconds),
            "natsOptions_SetTimeout")
        try check(
            unsafe natsOptions_SetPingInterval(settings, options.pingInterval.milliseconds),
            "natsOptions_SetPingInterval")
        try check(
            unsafe natsOptions_SetMaxPingsOut(settings, Int32(clamping: options.maximumPingsOut)),
            "natsOptions_SetMaxPingsOut")
        // Coming back is the connection's business: libnats gives up after the same refusal twice.
        try check(unsafe natsOptions_SetAllowReconnect(settings, false), "natsOptions_SetAllowReconnect")
        // The pump is told at once; otherwise a thread of libnats would tell it after a millisecond.
        try check(unsafe natsOptions_SetSendAsap(settings, true), "natsOptions_SetSendAsap")
    }

    private static func identify(
        _ settings: OpaquePointer?, _ credentials: Credentials
    ) throws(NATSError) {
        switch credentials {
        case .none: break
        case .user(let name, let password):
            try check(
                unsafe natsOptions_SetUserInfo(settings, name, password), "natsOptions_SetUserInfo")
        case .token(let token):
            try check(unsafe natsOptions_SetToken(settings, token), "natsOptions_SetToken")
        case .credentialsFile(let path):
            try check(
                unsafe natsOptions_SetUserCredentialsFromFiles(settings, path, nil),
                "natsOptions_SetUserCredentialsFromFiles")
        case .nkeySeedFile(let path):
            let key = try NKeySeed(file: path).publicKey
            try check(
                unsafe natsOptions_SetNKeyFromSeed(settings, key, path), "natsOptions_SetNKeyFromSeed")
        }
    }

    private static func secure(
        _ settings: OpaquePointer?, _ files: TLSOptions, expectedName: String?
    ) throws(NATSError) {
        try check(unsafe natsOptions_SetSecure(settings, true), "natsOptions_SetSecure")
        if let authority = files.certificateAuthority {
            try check(
                unsafe natsOptions_LoadCATrustedCertificates(settings, authority),
                "natsOptions_LoadCATrustedCertificates")
        }
        if let certificate = files.certificate, let key = files.key {
            try check(
                unsafe natsOptions_LoadCertificatesChain(settings, certificate, key),
                "natsOptions_LoadCertificatesChain")
        }
        if let name = files.serverName ?? expectedName {
            try check(
                unsafe natsOptions_SetExpectedHostname(settings, name), "natsOptions_SetExpectedHostname")
        }
    }

    private static func listen(_ settings: OpaquePointer?, _ events: LinkEvents) throws(NATSError) {
        let closure = unsafe events.closure
        try check(
            unsafe natsOptions_SetErrorHandler(settings, LinkEvents.onError, closure),
            "natsOptions_SetErrorHandler")
        try check(
            unsafe natsOptions_SetClosedCB(settings, LinkEvents.onClosed, closure),
            "natsOptions_SetClosedCB")
        try check(
            unsafe natsOptions_SetDiscoveredServersCB(settings, LinkEvents.onDiscovered, closure),
            "natsOptions_SetDiscoveredServersCB")
    }
}
