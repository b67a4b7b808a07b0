#include "diagrams/page.hpp"

#include <algorithm>
#include <array>

namespace waymark::diagrams {
namespace {

struct Entry {
    Cause cause;
    std::string_view en, ru;
};
constexpr std::array legend = {Entry{Cause::person, "a person decides", "решает человек"},
                               Entry{Cause::timer, "a timer fires", "срабатывает таймер"},
                               Entry{Cause::message, "another workflow tells it", "сообщает другой процесс"},
                               Entry{Cause::automatic, "follows by itself", "следует само"}};
constexpr int entry_gap = 22, mark_room = 16, mark_rise = 4;

bool uses(const Drawing& drawing, Cause cause) {
    return std::ranges::any_of(drawing.boxes, [&](const Box& box) {
        return std::ranges::any_of(box.rows,
                                   [&](const Row& row) { return !row.label.empty() && row.cause == cause; });
    });
}

int add_lines(std::vector<TextLine>& lines, std::string_view text, Face face, Point at, int width) {
    for (const auto& line : wrap(text, face, width)) {
        at.y += typography(face).line;
        lines.push_back({at.x, at.y - typography(face).line / 4, face, line});
    }
    return at.y;
}

}  // namespace

int add_heading(Layout& layout, const Drawing& drawing) {
    const int width = layout.width - 2 * margin;
    int y = add_lines(layout.heading, drawing.title, Face::heading, {margin, margin - 8}, width);
    if (!drawing.description.empty())
        y = add_lines(layout.heading, drawing.description, Face::row, {margin, y + 2}, width);
    if (drawing.next) {
        constexpr int inside = 12;
        const int top = y + 10;
        const int bottom = add_lines(layout.board_lines, *drawing.next, Face::title,
                                     {margin + inside, top + 7}, width - 2 * inside) +
                           9;
        layout.board = {margin, top, width, bottom - top};
        y = bottom;
    }
    return y + 16;
}

void add_legend(Layout& layout, const Drawing& drawing) {
    int x = margin, y = layout.height + margin;
    for (const auto& entry : legend) {
        if (!uses(drawing, entry.cause)) continue;
        const auto text = phrase(entry.en, entry.ru, drawing.language);
        const int width = mark_room + width_of(text, Face::note);
        if (x > margin && x + width > layout.width - margin) {
            x = margin;
            y += typography(Face::note).line + 3;
        }
        layout.legend.push_back(
            {entry.cause, {x + 4, y - mark_rise}, {x + mark_room, y, Face::note, std::string(text)}});
        x += width + entry_gap;
    }
    layout.height = (layout.legend.empty() ? layout.height : y) + margin - 6;
}

}  // namespace waymark::diagrams
