// Where everything of a drawing stands: rectangles, lines of text, paths of arrows, in pixels. Made for the
// SVG writer; the tests look for overlaps here. By construction a box holds its children, no two siblings
// touch, every text stands in its own box, and arrows run between boxes only.
#pragma once

#include "diagrams/drawing.hpp"
#include "diagrams/layers.hpp"
#include "diagrams/metrics.hpp"

namespace waymark::diagrams {

struct Rect {
    int x = 0, y = 0, width = 0, height = 0;
    [[nodiscard]] int right() const { return x + width; }
    [[nodiscard]] int bottom() const { return y + height; }
};

struct TextLine {
    int x = 0, baseline = 0;
    Face face = Face::row;
    std::string text;
};

struct PlacedRow {
    Rect area;
    Point mark;  // the middle of the sign that says what sets it off
    std::vector<TextLine> lines;
};

struct PlacedBox {
    Rect area;
    std::vector<TextLine> title;
    std::vector<PlacedRow> rows;  // as Box::rows
    int rule = 0;                 // the line between title and rows; 0: none
};

/// A transition's arrow to one of its targets.
struct Arrow {
    BoxIndex source = 0, target = 0;
    std::size_t row = 0;
    std::vector<Point> points;  // the last one at the target
};

struct Layout {
    int width = 0, height = 0;
    std::vector<PlacedBox> boxes;  // as Drawing::boxes
    std::vector<Arrow> arrows;
    std::vector<std::pair<Point, Point>> separators;  // between regions
    std::vector<TextLine> heading;
    Rect board;  // for Drawing::next
    std::vector<TextLine> board_lines;
    struct LegendEntry {
        Cause cause;
        Point mark;
        TextLine text;
    };
    std::vector<LegendEntry> legend;
};

Layout lay_out(const Drawing& drawing);

}  // namespace waymark::diagrams
