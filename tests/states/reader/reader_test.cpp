// What the reader finds wrong with a document, where, and how much of it at once.
#include <gtest/gtest.h>

#include "states/chart.hpp"

namespace waymark::states {

namespace {

Result<std::shared_ptr<const Chart>> read(const std::string& xml, const Fetch& fetch = {}) {
    static const Functions functions;
    return read_chart(xml, "t.scxml", functions, fetch);
}

std::string scxml(const std::string& body, const std::string& attributes = "") {
    return "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" xmlns:wm=\"urn:waymark:chart\" version=\"1.0\"" +
           attributes + ">\n" + body + "</scxml>";
}

/// "code@line:column" of each finding, the column of an attribute being that of its value's first character;
/// "" when the document is read.
std::string findings(const Result<std::shared_ptr<const Chart>>& chart) {
    if (chart) return "";
    std::string text;
    for (const auto& finding : chart.error().details["findings"].array()) {
        const auto place = std::string(finding["place"].string_or(""));
        text += (text.empty() ? "" : " ") + std::string(finding["code"].string_or("")) + "@" +
                place.substr(place.find(':') + 1);
        EXPECT_TRUE(place.starts_with("t.scxml:")) << place;
        EXPECT_FALSE(finding["message"].string_or("").empty());
    }
    return text;
}

std::string in(const std::string& body, const std::string& attributes = "") {
    return findings(read(scxml(body, attributes)));
}

}  // namespace

TEST(Reader, ReadsAMinimalDocument) {
    const auto chart = read(scxml("<state id=\"a\"/>", " name=\"door\""));
    ASSERT_TRUE(chart.ok());
    EXPECT_EQ((*chart)->name(), "door");
    EXPECT_EQ((*chart)->states(), 2U);
    EXPECT_EQ((*chart)->state_id(1), "a");
    EXPECT_TRUE((*chart)->atomic(1));
    EXPECT_EQ((*chart)->start(), nullptr);
}

TEST(Reader, NamesStatesWithoutIds) {
    const auto chart = read(scxml("<state><state/></state>"));
    ASSERT_TRUE(chart.ok());
    EXPECT_TRUE((*chart)->state_id(1).starts_with('_'));
    EXPECT_NE((*chart)->state_id(1), (*chart)->state_id(2));
}

TEST(Reader, FindsWrongRootsAndVersions) {
    EXPECT_EQ(findings(read("<svg xmlns=\"http://www.w3.org/2000/svg\"/>")), "wrong-root@1:1");
    EXPECT_EQ(findings(read("<scxml version=\"1.0\"><state/></scxml>")), "wrong-root@1:1");
    EXPECT_EQ(findings(read("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\"><state/></scxml>")),
              "missing-attribute@1:1");
    EXPECT_EQ(
        findings(read("<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"2\"><state/></scxml>")),
        "bad-attribute@1:57");
    EXPECT_EQ(in(""), "missing-state@1:1");
    EXPECT_EQ(in("<state/>", " datamodel=\"xpath\""), "chart-unsupported@1:102");
    EXPECT_EQ(in("<state/>", " binding=\"soon\""), "bad-attribute@1:100");
}

TEST(Reader, FindsXmlThatIsNone) {
    for (const auto* xml :
         {"", "<scxml", "<a></b>", "plain", "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a/>"}) {
        const auto chart = read(xml);
        ASSERT_FALSE(chart.ok()) << xml;
        EXPECT_EQ(chart.error().code, "bad-chart");
    }
    EXPECT_EQ(findings(read("<!DOCTYPE scxml>\n<scxml/>")), "bad-xml@1:16");
}

TEST(Reader, FindsSeveralFaultsAtOnce) {
    EXPECT_EQ(in("<state id=\"a\">\n  <transition event=\"e\" target=\"nowhere\"/>\n  "
                 "<transition/>\n</state>\n<state id=\"a\"/>\n"),
              "duplicate-id@6:12 unknown-target@3:33 missing-attribute@4:3");
}

TEST(Reader, FindsIllegalTargets) {
    const std::string regions =
        "<parallel id=\"p\"><state id=\"r\"><state id=\"r1\"/><state id=\"r2\"/></state><state "
        "id=\"s\"/></parallel>";
    const auto to = [&](const std::string& targets) {
        return in("<state id=\"a\"><transition event=\"e\" target=\"" + targets + "\"/></state>" + regions);
    };
    EXPECT_EQ(to("r1 s"), "");
    EXPECT_EQ(to("r1 r2"), "illegal-target@2:45");
    EXPECT_EQ(to("r r1"), "illegal-target@2:45");
    EXPECT_EQ(to("p s"), "illegal-target@2:45");
    EXPECT_EQ(to("a s"), "illegal-target@2:45");
    EXPECT_EQ(to("s s"), "illegal-target@2:45");
}

TEST(Reader, FindsIllegalInitials) {
    EXPECT_EQ(in("<state id=\"a\" initial=\"b\"><state id=\"a1\"/></state><state id=\"b\"/>"),
              "illegal-initial@2:24");
    EXPECT_EQ(in("<state id=\"a\" initial=\"a\"/>"), "illegal-initial@2:24");
    EXPECT_EQ(in("<state id=\"a\" initial=\"a1\"><initial><transition target=\"a1\"/></initial><state "
                 "id=\"a1\"/></state>"),
              "illegal-initial@2:28");
    EXPECT_EQ(in("<state id=\"a\"><initial><transition event=\"e\" target=\"a1\"/></initial><state "
                 "id=\"a1\"/></state>"),
              "illegal-initial@2:24");
    EXPECT_EQ(in("<state id=\"a\"><initial/><state id=\"a1\"/></state>"), "illegal-initial@2:15");
    EXPECT_EQ(in("<state id=\"a\"/>", " initial=\"b\""), "unknown-target@1:100");
    EXPECT_EQ(in("<state id=\"a\"/><state id=\"b\"/>", " initial=\"a b\""), "illegal-target@1:100");
}

TEST(Reader, FindsIllegalHistories) {
    const auto history = [](const std::string& content) {
        return in("<state id=\"a\">" + content +
                  "<state id=\"a1\"><state id=\"a11\"/></state></state><state id=\"b\"/>");
    };
    EXPECT_EQ(history("<history id=\"h\"><transition target=\"a1\"/></history>"), "");
    EXPECT_EQ(history("<history id=\"h\"/>"), "missing-transition@2:15");
    EXPECT_EQ(history("<history id=\"h\"><transition target=\"a11\"/></history>"), "illegal-initial@2:51");
    EXPECT_EQ(history("<history id=\"h\" type=\"deep\"><transition target=\"a11\"/></history>"), "");
    EXPECT_EQ(history("<history id=\"h\" type=\"deep\"><transition target=\"b\"/></history>"),
              "illegal-initial@2:63");
    EXPECT_EQ(history("<history id=\"h\" type=\"low\"><transition target=\"a1\"/></history>"),
              "bad-attribute@2:37");
    EXPECT_EQ(history("<history id=\"h\"><transition target=\"g\"/></history><history id=\"g\"><transition "
                      "target=\"h\"/></history>"),
              "illegal-initial@2:51 illegal-initial@2:101");
}

TEST(Reader, FindsElementsThatHaveNoPlace) {
    EXPECT_EQ(in("<state id=\"a\"><log/></state>"), "unknown-element@2:15");
    EXPECT_EQ(in("<state id=\"a\"><stat/></state>"), "unknown-element@2:15");
    EXPECT_EQ(in("<final id=\"a\"><transition event=\"e\"/></final>"), "unknown-element@2:15");
    EXPECT_EQ(in("<parallel id=\"a\"><final/></parallel>"), "unknown-element@2:18");
    EXPECT_EQ(in("<state id=\"a\"><onentry><else/></onentry></state>"), "unknown-element@2:24");
    EXPECT_EQ(in("<state id=\"a\"><onentry><if cond=\"true\"><else/><elseif "
                 "cond=\"true\"/></if></onentry></state>"),
              "unknown-element@2:47");
}

TEST(Reader, IgnoresForeignNamespaces) {
    EXPECT_EQ(in("<x:thing xmlns:x=\"urn:x\" x:y=\"1\"><x:deep/></x:thing><state id=\"a\" x:z=\"1\" "
                 "xmlns:x=\"urn:x\"/>"),
              "");
}

TEST(Reader, FindsMissingAttributes) {
    const auto content = [](const std::string& element) {
        return in("<state id=\"a\"><onentry>" + element + "</onentry></state>");
    };
    for (const auto* element :
         {"<raise/>", "<if/>", "<foreach array=\"[]\"/>", "<foreach item=\"i\"/>", "<assign expr=\"1\"/>",
          "<assign location=\"x\"/>", "<send/>", "<cancel/>", "<send type=\"urn:waymark:x\"/>"})
        EXPECT_EQ(content(element), "missing-attribute@2:24") << element;
    EXPECT_EQ(content("<send event=\"e\"><param expr=\"1\"/></send>"), "missing-attribute@2:40");
    EXPECT_EQ(content("<send event=\"e\" eventexpr=\"'f'\"/>"), "bad-attribute@2:51");
    EXPECT_EQ(content("<send event=\"e\" id=\"i\" idlocation=\"x\"/>"), "bad-attribute@2:59");
    EXPECT_EQ(content("<send event=\"e\" namelist=\"x\"><content>1</content></send>"), "bad-content@2:24");
    EXPECT_EQ(content("<send event=\"e\" delay=\"-1s\"/>"), "bad-attribute@2:47");
    EXPECT_EQ(content("<send event=\"e\" delay=\"1s\" target=\"#_internal\"/>"), "bad-attribute@2:24");
    EXPECT_EQ(in("<datamodel><data/></datamodel><state/>"), "missing-attribute@2:12");
    EXPECT_EQ(in("<datamodel><data id=\"x\" expr=\"1\">2</data></datamodel><state/>"), "bad-attribute@2:12");
    EXPECT_EQ(in("<datamodel><data id=\"for\"/></datamodel><state/>"), "bad-id@2:22");
    EXPECT_EQ(in("<datamodel><data id=\"_x\"/></datamodel><state/>"), "bad-id@2:22");
    EXPECT_EQ(in("<datamodel><data id=\"x\"/><data id=\"x\"/></datamodel><state/>"), "duplicate-id@2:36");
}

TEST(Reader, RefusesWhatIsNotSupportedUnderItsOwnCode) {
    for (const auto* body : {"<script>1</script><state/>", "<state><invoke/></state>",
                             "<state><onentry><script/></onentry></state>",
                             "<state><transition cond=\"function () {}\"/></state>",
                             "<datamodel><data id=\"x\"><xml xmlns=\"\"/></data></datamodel><state/>"}) {
        const auto chart = read(scxml(body));
        ASSERT_FALSE(chart.ok()) << body;
        EXPECT_EQ(chart.error().code, "chart-unsupported") << body;
    }
    const auto mixed = read(scxml("<script/><state id=\"a\"/><state id=\"a\"/>"));
    EXPECT_EQ(mixed.error().code, "bad-chart") << "what is wrong comes before what is not supported yet";
}

TEST(Reader, PlacesAnExpressionsFaultInsideTheAttribute) {
    EXPECT_EQ(in("<state id=\"a\"><transition cond=\"true &amp;&amp; x\"\n    event='e'\n "
                 "target=\"nowhere\"/></state>"),
              "unknown-target@4:10");
}

TEST(Reader, KeepsLimits) {
    std::string deep;
    for (int i = 0; i < 64; ++i) deep += "<state>";
    EXPECT_EQ(findings(read(scxml(deep))), "bad-xml@2:442");
    EXPECT_EQ(findings(read(std::string((1 << 20) + 1, ' '))), "bad-xml@1:1");
    EXPECT_EQ(in("<state id=\"" + std::string(257, 'x') + "\"/>"), "bad-id@2:12");
    std::string many;
    for (int i = 0; i < 10'001; ++i) many += "<state/>\n";
    EXPECT_EQ(in(many), "too-large@1:1");
}

TEST(Reader, ReadsALargeChartOfItsOwnEventEach) {
    std::string body;
    for (int i = 0; i < 5000; ++i)
        body += "<state id=\"s" + std::to_string(i) + "\"><transition event=\"e" + std::to_string(i) +
                "\" target=\"s" + std::to_string((i + 1) % 5000) + "\"/></state>\n";
    EXPECT_EQ(in(body), "");
}

TEST(Reader, FetchesDataBelowABase) {
    const std::string body = "<datamodel><data id=\"x\" src=\"file:x.json\"/></datamodel><state/>";
    EXPECT_EQ(in(body), "data-not-fetched@2:30");
    EXPECT_EQ(findings(read(scxml(body),
                            [](std::string_view uri) -> Result<std::string> {
                                return Error{"none", "no " + std::string(uri), {}, {}};
                            })),
              "data-not-fetched@2:30");
    EXPECT_EQ(findings(read(scxml(body),
                            [](std::string_view) -> Result<std::string> { return std::string("[1]"); })),
              "");
}

TEST(Waymark, ReadsTextsEventsFormsAndRoles) {
    const auto chart = read(scxml(R"(
      <wm:title xml:lang="en">Door</wm:title><wm:title xml:lang="ru">Дверь</wm:title>
      <wm:start roles="admin"><wm:form>{"type": "object"}</wm:form></wm:start>
      <wm:event name="open" roles="guest  owner"><wm:title xml:lang="en">Open it</wm:title></wm:event>
      <state id="a"><wm:title xml:lang="en">Shut</wm:title></state>)"));
    ASSERT_TRUE(chart.ok()) << chart.error().message;
    EXPECT_EQ((*chart)->title().in("ru"), "Дверь");
    EXPECT_EQ((*chart)->state_title(1).in("ru"), "Shut") << "what has no Russian title shows its English one";
    ASSERT_NE((*chart)->start(), nullptr);
    EXPECT_TRUE((*chart)->start()->form.is_object());
    ASSERT_NE((*chart)->event("open"), nullptr);
    EXPECT_EQ((*chart)->event("open")->roles, (std::vector<std::string>{"guest", "owner"}));
    EXPECT_TRUE((*chart)->event("open")->form.is_undefined());
    EXPECT_EQ((*chart)->event("close"), nullptr);
}

TEST(Waymark, FindsWhatIsWrongInItsNamespace) {
    EXPECT_EQ(in("<wm:titel xml:lang=\"en\"/><state/>"), "unknown-element@2:1");
    EXPECT_EQ(in("<state wm:color=\"red\"/>"), "unknown-attribute@2:18");
    EXPECT_EQ(in("<wm:title>x</wm:title><state/>"), "bad-language@2:1");
    EXPECT_EQ(in("<wm:title xml:lang=\"de\">x</wm:title><state/>"), "bad-language@2:21");
    EXPECT_EQ(in("<wm:event/><state/>"), "missing-attribute@2:1");
    EXPECT_EQ(in("<wm:event name=\"e\"/><wm:event name=\"e\"/><state/>"), "duplicate-id@2:37");
    EXPECT_EQ(in("<wm:start facts=\"f\" confidential=\"true\"/><state/>"),
              "bad-attribute@2:18 bad-attribute@2:35");
    EXPECT_EQ(in("<wm:event name=\"e\"><wm:form>{</wm:form></wm:event><state/>"), "bad-form@2:20");
    EXPECT_EQ(in("<state id=\"a\"><transition event=\"e\"><wm:reason xml:lang=\"en\">{1 "
                 "+}</wm:reason></transition></state>"),
              "bad-reason@2:37");
    EXPECT_EQ(in("<state id=\"a\"><transition event=\"e\"><wm:reason "
                 "xml:lang=\"en\">{x</wm:reason></transition></state>"),
              "bad-reason@2:37");
}

}  // namespace waymark::states
