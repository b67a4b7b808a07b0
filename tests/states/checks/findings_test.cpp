// For every code of a finding a document that shows it and one, a little different, that does not.
#include <algorithm>
#include <gmock/gmock.h>
#include <set>

#include "tests/states/checks/checking.hpp"

namespace waymark::states {

namespace {

const Outside nobody{true, {}, false, {}};

struct Case {
    std::string code;
    std::string shows;  // with an '@' before the character where it is found
    std::string clean;
    Outside outside = {};
};

/// The document without its '@', and that character's place.
std::pair<std::string, std::string> unmarked(std::string text) {
    const auto at = text.find('@');
    if (at == std::string::npos) return {text, "1:1"};
    const auto line = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n') + 2;
    const auto begin = text.rfind('\n', at) + 1;  // 0 when there is none
    std::size_t column = 1;
    for (auto i = begin; i < at; ++i) column += (static_cast<unsigned char>(text[i]) & 0xc0) != 0x80;
    text.erase(at, 1);
    return {text, std::to_string(line) + ":" + std::to_string(column)};
}

std::vector<Case> structure() {
    return {
        {"unknown-element",
         "<state id='a'>@<banana/><transition event='e' target='z'/></state><final id='z'/>",
         "<state id='a'><x:banana xmlns:x='urn:x'/><transition event='e' target='z'/></state><final "
         "id='z'/>"},
        {"unknown-attribute", "<state id='a' wm:color='@red'/>", "<state id='a' wm:resting='true'/>"},
        {"missing-attribute", "<state id='a'>@<transition/></state>",
         "<state id='a'><transition target='z'/></state><final id='z'/>"},
        {"bad-attribute", "<state id='a' wm:resting='@yes'/>", "<state id='a' wm:resting='true'/>"},
        {"missing-state", "", "<final/>"},
        {"missing-transition",
         "<state id='a'>@<history id='h'/><state id='b'><transition event='e' target='h'/></state></state>",
         "<state id='a'><transition event='f' target='h'/><history id='h'><transition target='b'/></history>"
         "<state id='b' wm:resting='true'/></state>"},
        {"bad-id", "<final id='@a b'/>", "<final id='a-b'/>"},
        {"duplicate-id", "<state id='a'><transition target='b'/></state>\n<final id='b'/><final id='@a'/>",
         "<state id='a'><transition target='b'/></state>\n<final id='b'/>"},
        {"unknown-target", "<state id='a'><transition target='@b'/></state><final id='z'/>",
         "<state id='a'><transition target='z'/></state><final id='z'/>"},
        {"illegal-target", "<state id='a'><transition target='@b z'/></state><final id='b'/><final id='z'/>",
         "<state id='a'><transition target='b c'/></state><parallel id='p'><state id='b' wm:resting='true'/>"
         "<state id='c' wm:resting='true'/></parallel>"},
        {"illegal-initial", "<state id='a' initial='@z'><state id='b'/></state><final id='z'/>",
         "<state id='a' initial='b'><state id='b'><transition target='z'/></state></state><final id='z'/>"},
        {"chart-unsupported", "<state id='a'>@<invoke/></state>", "<final/>"},
    };
}

std::vector<Case> content() {
    const auto with = [](const std::string& content, const std::string& before = "") {
        return before + "<state id='a'><transition event='e' target='z'>\n" + content +
               "</transition></state><final id='z'/>";
    };
    const std::string model = "<datamodel><data id='d' expr='1'/></datamodel>";
    return {
        {"bad-content", with("@<send event='e'><param name='p' expr='1'/><content>1</content></send>"),
         with("<send event='e'><content>1</content></send>")},
        {"data-not-fetched", with("", "<datamodel><data id='d' src='@file:x'/></datamodel>"),
         with("<log expr='d'/>", "<datamodel><data id='d'>1</data></datamodel>")},
        {"bad-language", with("<wm:reason xml:lang='@de'>x</wm:reason>"), with("")},
        {"duplicate-text",
         with("<wm:reason xml:lang='en'>x</wm:reason>@<wm:reason xml:lang='en'>x</wm:reason>"),
         with("<wm:reason xml:lang='en'>x</wm:reason><wm:reason xml:lang='ru'>x</wm:reason>")},
        {"bad-reason", with("@<wm:reason xml:lang='en'>{1 +}</wm:reason>"),
         with("<wm:reason xml:lang='en'>{1 + 1}</wm:reason>")},
        {"bad-form", with("", "<wm:event name='e' roles='r'>@<wm:form>{]</wm:form></wm:event>"),
         with("", "<wm:event name='e' roles='r'><wm:form>{}</wm:form></wm:event>")},
        {"bad-expression", with("<assign location='d' expr='1 &lt;\n 2 + @* 3'/>", model),
         with("<assign location='d' expr='1 &lt;\n 2 + 3'/>", model)},
        {"unknown-name", with("<log expr='@1 + y'/>"), with("<log expr='typeof y'/>")},
        {"bad-call", with("<log expr='@today()'/>"), with("<log expr='count([])'/>")},
        {"bad-call", with("<log expr='@count()'/>"), with("<log expr='count([])'/>")},
        {"unknown-state", with("<if cond='@In(\"y\")'/>"), with("<if cond='In(\"z\")'/>")},
        {"unknown-state",
         "<state id='a'>@<transition event='done.state.b' target='z'/><transition event='e' "
         "target='z'/></state>"
         "<final id='z'/>",
         "<state id='b'><transition event='done.state.b' target='z'/><state id='a'><transition event='e' "
         "target='y'/></state><final id='y'/></state><final id='z'/>"},
        {"unknown-send", with("@<cancel sendid='y'/>"),
         with("<send id='y' event='e' delay='1s'/><cancel sendid='y'/>")},
    };
}

std::vector<Case> ways() {
    const auto kept = [](const std::string& type, const std::string& mark) {
        return "<state id='a' initial='c'><transition event='x' target='h'/><history id='h' type='" + type +
               "'><transition target='c'/></history><state id='c'><transition event='e' target='f'/></state>"
               "<state id='b'>" +
               mark + "<state id='d'/><state id='f'/></state></state>";
    };
    const auto a = [](const std::string& transitions) {
        return "<state id='a'>\n" + transitions + "</state><final id='z'/>";
    };
    return {
        {"constant-guard", a("<transition event='e' cond='@1 &lt; 2 || now' target='z'/>"),
         a("<transition event='e' cond='1 &lt; now' target='z'/>")},
        {"constant-guard", a("<transition event='e' cond='@!(now &amp;&amp; false)' target='z'/>"),
         a("<transition event='e' cond='!(now &amp;&amp; true)' target='z'/>")},
        {"unreachable-state",
         "<state id='a'><transition event='e' target='z'/></state>@<state id='b'><state id='c'/></state>"
         "<final id='z'/>",
         "<state id='a'><transition event='e' target='c'/></state><state id='b'><transition event='e' "
         "target='z'/><state id='c'/></state><final id='z'/>"},
        // A shallow history enters what it has kept by default: d is reached by it alone.
        {"unreachable-state", kept("deep", "@"), kept("shallow", "")},
        {"trapping-state",
         "<state id='a'><transition event='e' target='b'/></state>@<state id='b'><transition event='e' "
         "target='b'/></state>",
         "<state id='a'><transition event='e' target='b'/></state><state id='b' "
         "wm:resting='true'><transition "
         "event='e' target='b'/></state>"},
        // Out of a region of a parallel state, another region's transition leads as well.
        {"trapping-state",
         "<parallel id='p'>@<state id='a'/><state id='b'><state id='c'><transition event='e' "
         "target='d'/></state>"
         "<state id='d'><transition event='e' target='c'/></state></state></parallel>",
         "<parallel id='p'><state id='a'/><state id='b'><state id='c'><transition event='e' "
         "target='z'/></state>"
         "</state></parallel><final id='z'/>"},
        {"shadowed-transition",
         a("<transition event='e' target='z'/>\n@<transition event='e.f' target='z' cond='1 &lt; now'/>"),
         a("<transition event='e.f' target='z'/>\n<transition event='e' target='z' cond='1 &lt; now'/>")},
        {"shadowed-transition",
         a("<transition target='z' cond='1 &lt; now'/>\n@<transition target='z' cond='1 &lt; now'/>"),
         a("<transition target='z' cond='1 &lt; now'/>\n<transition target='z'/>")},
        {"shadowed-transition", a("<transition target='z'/>\n@<transition event='e' target='z'/>"),
         a("<transition target='z' cond='1 &lt; now'/>\n<transition event='e' target='z'/>")},
        {"shadowed-transition",
         "<state id='a'>@<transition event='e' target='z'/><state id='b'><transition event='e' "
         "target='c'/></state>"
         "<state id='c'><transition event='e' target='b'/></state></state><final id='z'/>",
         "<state id='a'><transition event='e' target='z'/><state id='b'><transition event='e' "
         "target='c'/></state>"
         "<final id='c'/></state><final id='z'/>"},
    };
}

std::vector<Case> events() {
    const auto clean = [](const std::string& content, const std::string& before = "",
                          const std::string& mark = "") {
        return before + "<state id='a'>" + mark + "<transition event='e' target='z'>\n" + content +
               "</transition></state><final id='z'/>";
    };
    const auto left = [](const std::string& at_exit) {
        return "<state id='a'><onentry>@<send id='t' event='t' delay='1s'/></onentry>" + at_exit +
               "<transition event='t' target='z'/><transition event='e' target='b'/></state><state id='b'>"
               "<transition event='e' target='a'/></state><final id='z'/>";
    };
    return {
        {"event-unheard", clean("@<raise event='f'/>"), clean("<raise event='e.f'/>")},
        {"event-unheard", clean("@<send event='f'/>"), clean("<send event='e'/>")},
        {"event-unheard", clean("", "<wm:event name='@f' roles='r'/>"),
         clean("", "<wm:event name='e' roles='r'/>")},
        {"event-never-sent", clean("", "<wm:event name='e'/>", "@"),
         clean("", "<wm:event name='e' roles='r'/>"), nobody},
        {"timer-unheard", clean("@<send event='f' delay='1s'/>"), clean("<send event='e' delay='1s'/>")},
        {"timer-left-armed", left(""), unmarked(left("<onexit><cancel sendid='t'/></onexit>")).first},
        {"unused-data", clean("", "<datamodel>@<data id='d'/></datamodel>"),
         clean("<assign location='d' expr='1'/>", "<datamodel><data id='d'/></datamodel>")},
    };
}

std::vector<Case> forms() {
    const auto chart = [](const std::string& properties, const std::string& content,
                          const std::string& attributes = "") {
        return R"(<wm:event name='e' roles='r'><wm:form>{"type":"object","additionalProperties":false,)" +
               properties + "}</wm:form></wm:event>\n<state id='a'><transition event='e' target='z'" +
               attributes + ">\n" + content + "</transition></state><final id='z'/>";
    };
    const std::string text = R"("required":["x"],"properties":{"x":{"type":"string","enum":["p","q"]}})";
    const std::string optional =
        R"("properties":{"x":{"type":"object","required":["y"],"properties":{"y":{"type":"number"}}}})";
    return {
        {"form-lacks-member", chart(text, "<log expr='@_event.data.y'/>"),
         chart(text, "<log expr='_event.data.x'/>")},
        {"form-contradicted", chart(text, "<if cond='@_event.data.x &lt; 5'/>"),
         chart(text, "<if cond='_event.data.x &lt; \"p\"'/>")},
        {"form-contradicted", chart(text, "<if cond='@\"r\" === _event.data.x'/>"),
         chart(text, "<if cond='\"q\" === _event.data.x'/>")},
        {"form-contradicted", chart(text, "<log expr='@_event.data.x * 2'/>"),
         chart(text, "<log expr='_event.data.x + 2'/>")},
        {"form-optional", chart(optional, "<log expr='@_event.data.x.y'/>"),
         chart(optional, "<log expr='_event.data.x ? _event.data.x.y : 0'/>")},
        {"form-optional", chart(optional, "<log expr='@1 + _event.data.x.y'/>"),
         chart(optional, "<log expr='1 + _event.data.x.y'/>",
               " cond='_event.data.x &amp;&amp; _event.data.x.y &gt; 1'")},
        {"form-optional", chart(optional, "<if cond='now'><log expr='@_event.data.x.y'/></if>"),
         chart(optional, "<if cond='_event.data.x === undefined'><else/><log expr='_event.data.x.y'/></if>")},
    };
}

std::vector<Case> texts() {
    const std::string en = "<wm:title xml:lang='en'>A</wm:title>",
                      ru = "<wm:title xml:lang='ru'>А</wm:title>";
    const std::string both = en + ru;
    const auto state = [&](const std::string& titles) {
        return both + "\n@<state id='a'>" + titles + "<transition target='z'/></state><final id='z'>" + both +
               "</final>";
    };
    const auto heard = [&](const std::string& mark, const std::string& inner) {
        return both + "\n" + mark + "<wm:event name='e' roles='r'>" + inner + "</wm:event><state id='a'>" +
               both + "<transition event='e' target='z'/></state><final id='z'>" + both + "</final>";
    };
    const auto guarded = [](const std::string& reason) {
        return "<wm:event name='e' roles='r'/>\n<state id='a'><transition event='e' target='z' cond='@1 &lt; "
               "now'>" +
               reason + "</transition></state><final id='z'/>";
    };
    const auto form = [](const std::string& titles) {
        return R"(<wm:form>{"properties":{"x":{"titles":{)" + titles + "}}}}</wm:form>";
    };
    const std::string why = "<wm:reason xml:lang='en'>x</wm:reason>",
                      why_ru = "<wm:reason xml:lang='ru'>x</wm:reason>";
    return {
        {"text-missing", state(ru), unmarked(state(both)).first},
        {"text-missing", state(""), unmarked(state(both)).first},
        {"text-missing", heard("@", ""), heard("", both)},
        {"text-missing", heard("", both + "@" + form(R"("en":"X")")),
         heard("", both + form(R"("en":"X","ru":"Х")"))},
        {"reason-missing", guarded(why), unmarked(guarded(why + why_ru)).first},
    };
}

std::vector<Case> cases() {
    std::vector<Case> all;
    for (auto part : {structure(), content(), ways(), events(), forms(), texts()})
        std::ranges::move(part, std::back_inserter(all));
    return all;
}

}  // namespace

TEST(Findings, AreShownByADocumentAndNotByAnother) {
    for (const auto& each : cases()) {
        SCOPED_TRACE(each.code + " in " + each.shows);
        const auto [document, place] = unmarked(each.shows);
        EXPECT_EQ(findings(document, each.outside), each.code + "@" + place);
        EXPECT_EQ(findings(each.clean, each.outside), "") << each.clean;
    }
}

TEST(Findings, OfWholeDocuments) {
    EXPECT_TRUE(findings_in("<scxml").starts_with("bad-xml@1:"));
    EXPECT_EQ(findings_in("<state/>"), "wrong-root@1:1");
    std::string many;
    for (int i = 0; i < 10'001; ++i) many += "<final/>";
    EXPECT_EQ(findings(many), "too-large@1:1");
}

TEST(Findings, OfSilentChartsAreNotTheirTexts) {
    EXPECT_EQ(
        findings("<wm:event name='e' roles='r'/><state id='a'><transition event='e' target='z' cond='1 &lt; "
                 "now'/></state><final id='z'/>"),
        "");
}

TEST(Findings, EveryCodeHasItsDocuments) {
    // The last one takes two documents: tests/workflows/runtime/program_check_test.cpp.
    std::set<std::string> shown{"bad-xml", "wrong-root", "too-large", "unknown-receiver"};
    for (const auto& each : cases()) shown.insert(each.code);
    for (const auto& kind : finding_kinds()) EXPECT_EQ(shown.erase(std::string(kind.code)), 1U) << kind.code;
    EXPECT_THAT(shown, testing::IsEmpty());
}

}  // namespace waymark::states
