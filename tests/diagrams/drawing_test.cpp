// What is drawn of a chart: causes, delays, titles, and where an instance stands.
#include "diagrams/drawing.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include "diagrams/metrics.hpp"
#include "diagrams/ranks.hpp"
#include "diagrams/svg.hpp"
#include "tests/diagrams/charts.hpp"

namespace waymark::diagrams {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

std::shared_ptr<const states::Chart> door() {
    return read(
        R"x(<scxml xmlns="http://www.w3.org/2005/07/scxml" xmlns:wm="urn:waymark:chart" version="1.0" name="door"
        datamodel="ecmascript" initial="closed">
      <wm:title xml:lang="en">Door</wm:title><wm:title xml:lang="ru">Дверь</wm:title>
      <wm:event name="open" roles="admin">
        <wm:title xml:lang="en">Open it</wm:title><wm:title xml:lang="ru">Открыть</wm:title></wm:event>
      <state id="closed">
        <wm:title xml:lang="en">Closed</wm:title><wm:title xml:lang="ru">Закрыта</wm:title>
        <transition event="open knock" target="wide"/></state>
      <state id="wide" initial="still">
        <onentry>
          <send id="t" event="shut" delay="5s"/>
          <if cond="true"><send event="shut" delay="7s"/></if>
        </onentry>
        <transition event="shut" cond="In('wide')
            &amp;&amp; true" target="closed"/>
        <transition event="draught" target="wide"/>
        <state id="still"><transition cond="In('closed')" target="moving"/></state>
        <state id="moving"><transition event="done.state.wide" target="wide"/></state>
      </state></scxml>)x");
}

BoxIndex box_of(const Drawing& drawing, std::string_view id) {
    return static_cast<BoxIndex>(std::ranges::find(drawing.boxes, id, &Box::id) - drawing.boxes.begin());
}

TEST(Drawing, SaysWhatSetsATransitionOff) {
    const auto drawing = draw(*door(), "en");
    const auto& closed = drawing.boxes[box_of(drawing, "closed")].rows;
    ASSERT_EQ(closed.size(), 2U);
    EXPECT_EQ(closed[0].cause, Cause::person);
    EXPECT_EQ(closed[0].label, "Open it");
    EXPECT_EQ(closed[1].cause, Cause::message);
    EXPECT_EQ(closed[1].label, "knock");
    const auto& wide = drawing.boxes[box_of(drawing, "wide")].rows;
    EXPECT_EQ(wide[0].cause, Cause::timer);
    EXPECT_THAT(wide[0].delays, ElementsAre("5s", "7s"));
    EXPECT_EQ(wide[0].guard, "In('wide') && true");
    EXPECT_EQ(drawing.boxes[box_of(drawing, "still")].rows[0].cause, Cause::automatic);
    EXPECT_EQ(drawing.boxes[box_of(drawing, "moving")].rows[0].label, "wide: completed");
}

TEST(Drawing, SpeaksBothLanguages) {
    const auto drawing = draw(*door(), "ru");
    EXPECT_EQ(drawing.title, "Дверь");
    EXPECT_EQ(drawing.boxes[box_of(drawing, "closed")].title, "Закрыта");
    EXPECT_EQ(drawing.boxes[box_of(drawing, "closed")].rows[0].label, "Открыть");
}

TEST(Drawing, MarksWhereAnInstanceStandsAndWhatComesNext) {
    auto drawing = draw(*door(), "en");
    mark(drawing, {{"still"}, "shut", "2026-04-01 00:00:00 MSK"});
    const auto active = [&](std::string_view id) { return drawing.boxes[box_of(drawing, id)].active; };
    EXPECT_TRUE(active("still"));
    EXPECT_TRUE(active("wide"));
    EXPECT_FALSE(active("closed"));
    EXPECT_FALSE(active("moving"));
    EXPECT_TRUE(drawing.boxes[box_of(drawing, "wide")].rows[0].next);
    EXPECT_FALSE(drawing.boxes[box_of(drawing, "wide")].rows[1].next);
    EXPECT_EQ(*drawing.next, "Next by itself: 2026-04-01 00:00:00 MSK · shut");
    const auto svg = to_svg(drawing);
    EXPECT_THAT(svg, HasSubstr("class=\"here\""));
    EXPECT_THAT(svg, HasSubstr("class=\"due\""));
    EXPECT_THAT(svg, HasSubstr("still (now)"));
}

TEST(Drawing, MarksNothingWithoutAnInstance) {
    auto drawing = draw(*door(), "en");
    mark(drawing, {});
    EXPECT_FALSE(drawing.next);
    EXPECT_THAT(to_svg(drawing), Not(HasSubstr("class=\"here\"")));
}

TEST(Metrics, LinesAreNoWiderThanAllowed) {
    for (const auto& line : wrap("Нет задолженности Donaudampfschifffahrtsgesellschaft x", Face::row, 90))
        EXPECT_LE(width_of(line, Face::row), 90) << line;
    EXPECT_LE(width_of(cut("a rather long text", Face::note, 40), Face::note), 40);
    EXPECT_EQ(cut("short", Face::note, 400), "short");
    EXPECT_THAT(wrap("", Face::row, 10), ElementsAre(""));
}

TEST(Ranks, ArrowsPointDownButThoseThatCloseACircle) {
    EXPECT_THAT(ranks(3, {{2, 1}, {1, 0}}), ElementsAre(2, 1, 0));  // against the order, but no circle
    EXPECT_THAT(ranks(3, {{0, 1}, {1, 2}, {2, 0}}), ElementsAre(0, 1, 2));  // back to the first
    EXPECT_THAT(ranks(3, {{0, 2}, {2, 1}, {1, 0}}), ElementsAre(0, 1, 2));
    EXPECT_THAT(ranks(2, {}), ElementsAre(0, 0));
}

}  // namespace
}  // namespace waymark::diagrams
