import Screen
import Tickets

/// Where the parts of a form stand.
struct FormLayout {
    static let widest = 100
    static let labelWidth = 13
    /// The height that heading, fields and message need.
    static let lowest = 7

    let heading: Rect
    let title: Rect
    let description: Rect
    let priority: Rect
    let status: Rect
    let assignee: Rect
    /// What is wrong, and how much still fits into the field.
    let message: Rect
    let notice: Rect

    init(_ state: DashboardState) {
        let body = DashboardLayout(state).body
        let width = min(FormLayout.widest, body.width)
        let column = Rect(x: body.x, y: body.y, width: width, height: body.height)
        let notice = state.form?.notice
        let needsRead = notice.map { !$0.isRead } ?? false
        if let form = state.form, body.height < FormLayout.lowest, !needsRead {
            self.init(only: form.focus, in: column.inset(left: 1, right: 1))
        } else {
            self.init(notice, problem: state.form?.problem, in: column)
        }
    }

    /// All fields, one below the other.
    private init(_ notice: FormState.Notice?, problem: String?, in column: Rect) {
        let (body, width) = (column, column.width)
        let isRoomy = body.height >= 16
        let lines = notice.map { FormLayout.wrapped($0.lines, width - 4).count } ?? 0
        // On a low screen it comes first, whole, until it was read.
        let noticeFirst = !isRoomy && notice?.isRead == false
        let gap = isRoomy ? 1 : 0
        // Why it is not saved is said whole where there is room for it.
        let spare = max(0, body.height - FormLayout.lowest - 3 * gap)
        let told = problem.map { FormLayout.wrapped([$0], width - 4).count } ?? 1
        let messageHeight = 1 + max(0, min(told - 1, spare))
        // Heading, title, priority, status, assignee, message.
        let fixed = 5 + messageHeight + 3 * gap
        let noticeHeight =
            noticeFirst ? min(lines, max(0, body.height - 2)) : min(lines, max(0, body.height - fixed - 1))
        let free = body.height - fixed - noticeHeight - gap
        let descriptionHeight = max(1, min(free, isRoomy ? 12 : free))
        var y = 0
        func take(_ height: Int, gap: Int = 0) -> Rect {
            defer { y += height + gap }
            return Rect(
                x: column.x + 1, y: column.y + y, width: width - 2,
                height: min(height, max(0, column.height - y)))
        }
        heading = take(1, gap: gap)
        let first = take(noticeFirst ? noticeHeight : 0)
        title = take(1, gap: gap)
        description = take(descriptionHeight, gap: gap)
        priority = take(1)
        status = take(1)
        assignee = take(1, gap: gap)
        message = take(messageHeight)
        let last = take(noticeFirst ? 0 : noticeHeight)
        self.notice = noticeFirst ? first : last
    }

    /// The field with the cursor and nothing else, for a screen too low for all.
    private init(only focus: TicketField, in column: Rect) {
        let (top, rest) = column.splitTop(column.height > 2 ? 1 : 0)
        let (shown, bottom) = rest.splitBottom(rest.height > 1 ? 1 : 0)
        func area(_ field: TicketField) -> Rect {
            shown.splitTop(field != focus ? 0 : field == .description ? shown.height : 1).top
        }
        heading = top
        title = area(.title)
        description = area(.description)
        priority = area(.priority)
        status = area(.status)
        assignee = area(.assignee)
        message = bottom
        notice = column.splitBottom(0).bottom
    }

    /// What a field takes of its row, behind the label.
    static func value(_ row: Rect) -> Rect { row.inset(left: min(labelWidth, row.width / 2)) }

    /// The columns and rows of the description's text.
    var descriptionSize: Size { FormLayout.value(description).size }

    static func wrapped(_ lines: [String], _ width: Int) -> [String] {
        lines.flatMap { TextLayout.wrap($0, to: max(1, width)) }
    }
}
