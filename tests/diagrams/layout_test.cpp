// Looks for what would make a picture hard to read: boxes that touch, texts that stand in each other's way,
// arrows that run over boxes or texts.
#include "diagrams/layout.hpp"

#include <algorithm>
#include <gmock/gmock.h>

#include "tests/diagrams/charts.hpp"

namespace waymark::diagrams {
namespace {

using testing::IsEmpty;

bool overlap(const Rect& a, const Rect& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}
bool holds(const Rect& outer, const Rect& inner) {
    return inner.x >= outer.x && inner.right() <= outer.right() && inner.y >= outer.y &&
           inner.bottom() <= outer.bottom();
}

Rect ink_of(const TextLine& line) {
    const int size = typography(line.face).size / 10;
    return {line.x, line.baseline - size * 3 / 4, width_of(line.text, line.face), size};
}

class Inspection {
  public:
    explicit Inspection(const Drawing& drawing) : drawing_(drawing), layout_(lay_out(drawing)) {
        boxes();
        texts();
        arrows();
    }
    [[nodiscard]] const std::vector<std::string>& faults() const { return faults_; }
    [[nodiscard]] const Layout& layout() const { return layout_; }

    /// Runs of different transitions that are drawn over each other.
    [[nodiscard]] std::vector<std::string> merged_runs() const {
        std::vector<std::string> found;
        for (std::size_t a = 0; a < layout_.arrows.size(); ++a)
            for (std::size_t b = a + 1; b < layout_.arrows.size(); ++b)
                if (!is_sign(layout_.arrows[a]) && !is_sign(layout_.arrows[b]) &&
                    merged(layout_.arrows[a], layout_.arrows[b]))
                    found.push_back(told(layout_.arrows[a]) + " and " + told(layout_.arrows[b]));
        return found;
    }

  private:
    void fault(const std::string& what) { faults_.push_back(what); }
    [[nodiscard]] const Rect& area(BoxIndex b) const { return layout_.boxes[b].area; }
    [[nodiscard]] std::string id(BoxIndex b) const { return drawing_.boxes[b].id; }
    [[nodiscard]] std::string told(const Arrow& arrow) const {
        return id(arrow.source) + "→" + id(arrow.target);
    }

    void boxes() {
        const Rect page{0, 0, layout_.width, layout_.height};
        for (BoxIndex b = 1; b < drawing_.boxes.size(); ++b) {
            const auto& box = drawing_.boxes[b];
            if (!holds(box.parent == 0 ? page : area(box.parent), area(b)))
                fault(id(b) + " leaves its parent");
            if (area(b).width <= 0 || area(b).height <= 0) fault(id(b) + " has no size");
            if (layout_.boxes[b].rows.size() != box.rows.size()) fault(id(b) + " lacks rows");
            const auto& siblings = drawing_.boxes[box.parent].children;
            for (const auto other : siblings)
                if (other > b && overlap(area(b), area(other)))
                    fault(id(b) + " and " + id(other) + " overlap");
        }
    }

    struct Ink {
        BoxIndex box;
        Rect area;
        std::string text;
    };
    [[nodiscard]] std::vector<Ink> inks() const {
        std::vector<Ink> all;
        const auto add = [&](BoxIndex b, const std::vector<TextLine>& lines) {
            for (const auto& line : lines) all.push_back({b, ink_of(line), line.text});
        };
        add(0, layout_.heading);
        add(0, layout_.board_lines);
        for (const auto& entry : layout_.legend) add(0, {entry.text});
        for (BoxIndex b = 1; b < drawing_.boxes.size(); ++b) {
            add(b, layout_.boxes[b].title);
            for (const auto& row : layout_.boxes[b].rows) add(b, row.lines);
        }
        return all;
    }

    void texts() {
        const auto all = inks();
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto& ink = all[i];
            if (ink.box != 0 && !holds(area(ink.box), ink.area)) fault("“" + ink.text + "” leaves its box");
            if (ink.area.right() > layout_.width) fault("“" + ink.text + "” leaves the page");
            for (std::size_t j = i + 1; j < all.size(); ++j)
                if (overlap(ink.area, all[j].area))
                    fault("“" + ink.text + "” and “" + all[j].text + "” overlap");
            for (BoxIndex b = 1; b < drawing_.boxes.size(); ++b)
                if ((ink.box == 0 || !drawing_.is_within(ink.box, b)) && overlap(ink.area, area(b)))
                    fault("“" + ink.text + "” stands on " + id(b));
        }
    }

    void arrows() {
        const auto all = inks();
        for (const auto& arrow : layout_.arrows) {
            const auto& points = arrow.points;
            if (points.size() < 2) fault(told(arrow) + " has no length");
            for (std::size_t i = 1; i < points.size(); ++i) {
                const auto &a = points[i - 1], &b = points[i];
                if (a.x != b.x && a.y != b.y) fault(told(arrow) + " runs askew");
                const Rect run{std::min(a.x, b.x), std::min(a.y, b.y), std::abs(a.x - b.x) + 1,
                               std::abs(a.y - b.y) + 1};
                for (BoxIndex box = 1; box < drawing_.boxes.size(); ++box) {
                    const auto& of = area(box);
                    const Rect inner{of.x + 1, of.y + 1, of.width - 2, of.height - 2};
                    if (drawing_.boxes[box].children.empty() && overlap(run, inner))
                        fault(told(arrow) + " runs over " + id(box));
                }
                for (const auto& ink : all)
                    if (overlap(run, ink.area)) fault(told(arrow) + " runs over “" + ink.text + "”");
            }
            const auto& tip = points.back();
            const auto& target = area(arrow.target);
            const bool enters =
                tip.x > target.x && tip.x < target.right() && (tip.y == target.y || tip.y == target.bottom());
            if (!enters) fault(told(arrow) + " does not end at its target");
        }
    }

    /// To or from a dot or an H: there is but one point to meet at.
    [[nodiscard]] bool is_sign(const Arrow& arrow) const {
        const auto small = [&](BoxIndex b) { return layout_.boxes[b].title.empty(); };
        return small(arrow.source) || small(arrow.target);
    }

    [[nodiscard]] static bool merged(const Arrow& a, const Arrow& b) {
        if (a.source == b.source && a.row == b.row) return false;
        for (std::size_t i = 1; i < a.points.size(); ++i)
            for (std::size_t j = 1; j < b.points.size(); ++j) {
                const auto &p = a.points[i - 1], &q = a.points[i], &r = b.points[j - 1], &s = b.points[j];
                const auto along = [](int u, int v, int w, int x) {
                    return std::min(std::max(u, v), std::max(w, x)) -
                               std::max(std::min(u, v), std::min(w, x)) >
                           0;
                };
                if (p.x == q.x && r.x == s.x && std::abs(p.x - r.x) < 3 && along(p.y, q.y, r.y, s.y))
                    return true;
                if (p.y == q.y && r.y == s.y && std::abs(p.y - r.y) < 3 && along(p.x, q.x, r.x, s.x))
                    return true;
            }
        return false;
    }

    const Drawing& drawing_;
    Layout layout_;
    std::vector<std::string> faults_;
};

TEST(Layout, NothingOverlapsInTheShippedCharts) {
    const auto charts = shipped_charts();
    ASSERT_GE(charts.size(), 4U);
    for (const auto& [name, chart] : charts)
        for (const char* language : {"en", "ru"}) {
            const auto drawing = draw(*chart, language);
            const Inspection inspection(drawing);
            EXPECT_THAT(inspection.faults(), IsEmpty()) << name << " " << language;
            EXPECT_THAT(inspection.merged_runs(), IsEmpty()) << name << " " << language;
        }
}

TEST(Layout, NothingOverlapsInTheW3csCharts) {
    const auto charts = w3c_charts();
    if (charts.empty()) GTEST_SKIP() << "the W3C's documents are not at hand (WAYMARK_SHARED)";
    for (const auto& [name, chart] : charts) {
        const auto drawing = draw(*chart, "en");
        EXPECT_THAT(Inspection(drawing).faults(), IsEmpty()) << name;
    }
}

TEST(Layout, NothingOverlapsInRandomCharts) {
    for (unsigned seed = 1; seed <= 400; ++seed) {
        const auto [name, chart] = random_chart(seed);
        const auto drawing = draw(*chart, "en");
        ASSERT_THAT(Inspection(drawing).faults(), IsEmpty()) << name;
    }
}

}  // namespace
}  // namespace waymark::diagrams
