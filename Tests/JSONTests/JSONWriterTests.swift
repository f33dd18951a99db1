import JSON
import Testing

@Suite("JSON is written compactly and in order")
struct JSONWriterTests {
    @Test(
        "A value's text",
        arguments: [
            (.null, "null"), (true, "true"), (-7, "-7"), (.number(0.5), "0.5"),
            (.number(.infinity), "null"), (.number(.nan), "null"), (.number(1e300), "1e+300"),
            ("\u{0}\u{1F}\u{7F}\n\r\t\"\\/", #""\u0000\u001f\#u{7F}\n\r\t\"\\/""#),
            ("é\u{1F600}", "\"é\u{1F600}\""), ([1, [], [:]], "[1,[],{}]"),
            (["b": 1, "a": [true, .null]], #"{"b":1,"a":[true,null]}"#),
        ] as [(JSONValue, String)])
    func text(value: JSONValue, text: String) {
        #expect(value.text == text)
    }

    @Test("Pieces get their commas, encoded ones too")
    func pieces() {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("a")
        writer.raw(Array("[1]".utf8))
        writer.key("b")
        writer.beginArray()
        writer.raw(Array("2".utf8))
        writer.value(UInt64.max)
        writer.value(false)
        writer.null()
        writer.endArray()
        writer.key("c")
        writer.value("d")
        writer.endObject()
        let expected = #"{"a":[1],"b":[2,18446744073709551615,false,null],"c":"d"}"#
        #expect(String(decoding: writer.bytes, as: UTF8.self) == expected)
    }

    @Test("Members keep their order; setting nil removes one; order does not matter to equality")
    func object() {
        var object = JSONObject([("a", 1), ("b", 2), ("a", 3)])
        #expect(object.keys == ["a", "b"])
        #expect(object["a"] == 3)
        object["a"] = nil
        object["c"] = 4
        #expect(object == JSONObject([("c", 4), ("b", 2)]))
        #expect(object != JSONObject([("c", 4), ("b", 3)]))
        #expect(object.hashValue == JSONObject([("c", 4), ("b", 2)]).hashValue)
    }
}
