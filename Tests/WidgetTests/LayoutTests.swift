import Screen
import Testing

@Suite struct Layouts {
    @Test(
        arguments: [
            ("one two three", 8, ["one two", "three"]), ("abcdefghij", 4, ["abcd", "efgh", "ij"]),
            ("a\n\nb", 8, ["a", "", "b"]), ("", 8, [""]), ("日本語", 4, ["日本", "語"]), ("日", 1, ["日"]),
        ] as [(String, Int, [String])])
    func textIsWrapped(_ text: String, _ width: Int, _ lines: [String]) {
        #expect(TextLayout.wrap(text, to: width) == lines)
    }

    @Test func columnsGiveWayByTheirImportance() {
        let columns = [
            Column("name", minimum: 10, comfort: 20, ideal: 20, grows: true, importance: 100),
            Column("state", minimum: 5, ideal: 8, importance: 60),
            Column("id", minimum: 6, ideal: 6, importance: 10),
        ]
        func shown(_ width: Int) -> String {
            ColumnLayout(columns, width: width).slots.map { "\($0.id)@\($0.x)+\($0.width)" }.joined(
                separator: " ")
        }
        #expect(shown(60) == "name@0+42 state@44+8 id@54+6")
        #expect(shown(36) == "name@0+20 state@22+6 id@30+6")
        #expect(shown(34) == "name@0+24 state@26+8")
        #expect(shown(20) == "name@0+13 state@15+5")
        #expect(shown(12) == "name@0+12")
        #expect(shown(3) == "name@0+3")
    }

    @Test func theRowUnderTheCursorStaysAtItsLine() {
        var viewport = ListViewport()
        viewport.move(to: 20, count: 50, height: 10)
        #expect(viewport.line == 9)
        viewport.move(by: -3, count: 50, height: 10)
        #expect(viewport.cursor == 17 && viewport.line == 6)
        viewport.inserted(at: 0, count: 51, height: 10)
        #expect(viewport.cursor == 18 && viewport.line == 6)
        viewport.inserted(at: 30, count: 52, height: 10)
        #expect(viewport.cursor == 18 && viewport.line == 6)
        viewport.removed(3..<5, count: 50, height: 10)
        #expect(viewport.cursor == 16 && viewport.line == 6)
        viewport.removed(10..<20, count: 40, height: 10)
        #expect(viewport.cursor == 10 && viewport.line == 6)
    }

    @Test func aScreenThatIsDearToScrollGoesOnBySeveralRows() {
        var viewport = ListViewport()
        viewport.move(to: 9, count: 50, height: 10, stride: 3)
        #expect(viewport.top == 0)
        viewport.move(to: 10, count: 50, height: 10, stride: 3)
        #expect(viewport.top == 3 && viewport.cursor == 10)
        viewport.move(to: 11, count: 50, height: 10, stride: 3)
        #expect(viewport.top == 3)
        viewport.move(to: 2, count: 50, height: 10, stride: 3)
        #expect(viewport.top == 0)
        viewport.move(to: 49, count: 50, height: 10, stride: 3)
        #expect(viewport.top == 40)
    }

    @Test func theLastRowRemovedPutsTheCursorOnTheOneBeforeIt() {
        var viewport = ListViewport()
        viewport.move(to: 4, count: 5, height: 3)
        viewport.removed(4..<5, count: 4, height: 3)
        #expect(viewport.cursor == 3)
        #expect(viewport.visible(count: 4, height: 3) == 1..<4)
        viewport.removed(0..<4, count: 0, height: 3)
        #expect(viewport.visible(count: 0, height: 3).isEmpty)
    }

    @Test func noRowOfTheScreenIsWasted() {
        var viewport = ListViewport()
        viewport.move(to: 49, count: 50, height: 10)
        viewport.fit(count: 50, height: 30)
        #expect(viewport.visible(count: 50, height: 30) == 20..<50)
    }

    @Test func hintsAreLeftOutByTheirImportance() {
        let hints = [
            HintBar.Hint(key: "n", label: "new", importance: 2),
            HintBar.Hint(key: "o", label: "sort", importance: 1),
            HintBar.Hint(key: "?", label: "help", importance: 3),
        ]
        func shown(_ width: Int) -> [String] { HintBar(hints, width: width).hints.map(\.key) }
        #expect(shown(21) == ["n", "o", "?"])
        #expect(shown(20) == ["n", "?"])
        #expect(shown(12) == ["?"])
        #expect(shown(2) == [])
    }

    @Test func aPaneScrollsWithinItsLines() {
        var pane = ScrollPane()
        pane.scroll(by: 5, count: 20, height: 10)
        #expect(pane.position(count: 20, height: 10) == "6-15/20")
        pane.scroll(by: .max, count: 20, height: 10)
        #expect(pane.visible(count: 20, height: 10) == 10..<20)
        pane.scroll(by: -100, count: 20, height: 10)
        #expect(pane.visible(count: 20, height: 10) == 0..<10)
        #expect(pane.position(count: 5, height: 10) == nil)
    }

    @Test func aBoxStandsInTheMiddle() {
        var frame = Frame(size: Size(width: 12, height: 5))
        let box = DialogBox(contents: Size(width: 4, height: 1), in: Rect(frame.size))
        box.draw(on: &frame, title: "T", border: .plain, text: .plain, glyphs: .ascii)
        frame.line("abcdef", in: box.inside, style: .plain, mark: "~")
        #expect(frame.text == "\n  +- T --+\n  | abc~ |\n  +------+\n\n")
    }

    @Test func aBoxGivesItsBorderUpBeforeALineOfItsContents() {
        var frame = Frame(size: Size(width: 12, height: 3))
        frame.line("what was there", in: Rect(frame.size).row(0), style: .plain)
        let box = DialogBox(contents: Size(width: 4, height: 2), in: Rect(frame.size))
        box.draw(on: &frame, title: "T", border: .plain, text: .plain, glyphs: .ascii)
        for (index, text) in ["first", "second"].enumerated() {
            frame.line(text, in: box.inside.row(index), style: .plain)
        }
        #expect(frame.text == " first\n second\n\n")
    }

    @Test(arguments: [
        (
            #"{"a":1,"b":[],"c":{"d":"x,{}:\""}}"#,
            "{\n  \"a\": 1,\n  \"b\": [],\n  \"c\": {\n    \"d\": \"x,{}:\\\"\"\n  }\n}"
        ),
        ("plain text: {x}", "plain text: {x}"), ("[1, 2", "[\n  1,\n  2"), ("{}}}]", "{}\n}\n}\n]"), ("", ""),
        (#"{"open"#, "{\n  \"open"),
    ])
    func jsonIsIndented(_ text: String, _ lines: String) {
        #expect(JSONIndenter.indent(text) == lines)
    }

    @Test func hostileNestingStaysSmall() {
        let text = String(repeating: "[", count: 5000)
        #expect(JSONIndenter.indent(text).utf8.count < 5000 * (2 + 2 * JSONIndenter.deepestIndent))
    }

    @Test func garbageComesOutAsItWentIn() {
        let alphabet = Array("{}[]\",:\\x \n")
        for seed in 1...200 {
            // Steps through the alphabet that differ from text to text, the same in every run.
            let steps = (0..<60).map { ($0 * $0 * seed + 7 * seed * $0) % alphabet.count }
            let text = "{" + String(steps.map { alphabet[$0] })
            let kept = JSONIndenter.indent(text).filter { $0 != " " && $0 != "\n" }
            #expect(kept == text.filter { $0 != " " && $0 != "\n" })
        }
    }
}
