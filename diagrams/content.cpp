#include "diagrams/content.hpp"

#include <algorithm>

namespace waymark::diagrams {
namespace {

constexpr int side = 12, above_title = 8, below = 9, around_rule = 6, between_rows = 4;
constexpr int mark_room = 16, mark_rise = 4;
constexpr int text_width = 208, heading_width = 300;  // of a state's rows, of a group's
constexpr int dot = 14, circle = 26;

class Composition {
  public:
    Composition(Content& content, int width) : content_(content), text_width_(width) {}

    void title(const std::string& text) {
        y_ = above_title;
        for (const auto& line : wrap(text, Face::title, text_width_ + mark_room))
            content_.placed.title.push_back(set(line, side, Face::title));
        y_ += 2;
    }

    void rule() {
        y_ += around_rule - 2;
        content_.placed.rule = y_;
        y_ += around_rule - 2;
    }

    void row(const Row& row, const std::string& note, std::string_view language) {
        PlacedRow placed;
        placed.area = {0, y_, 0, 0};
        for (const auto& line : wrap(row.label + note, Face::row, text_width_))
            placed.lines.push_back(set(line, side + mark_room, Face::row));
        placed.mark = {side + 4, placed.lines.front().baseline - mark_rise};
        if (!row.guard.empty())
            placed.lines.push_back(
                set(cut("[" + row.guard, Face::note, text_width_ - 8) + "]", side + mark_room, Face::note));
        if (!row.delays.empty()) {
            std::string more;
            if (row.delays.size() > 1) more = " +" + std::to_string(row.delays.size() - 1);
            const auto room = text_width_ - width_of(more, Face::note);
            const std::string armed(phrase("in: ", "через: ", language));
            placed.lines.push_back(set(cut(delay_text(row.delays.front(), armed), Face::note, room) + more,
                                       side + mark_room, Face::note));
        }
        y_ += between_rows;
        placed.area.height = y_ - placed.area.y;
        content_.placed.rows.push_back(std::move(placed));
    }

    void finish() {
        content_.width = std::max(width_ + side, 72);
        content_.height = y_ + below - between_rows;
        for (auto& row : content_.placed.rows) row.area.width = content_.width;
    }

  private:
    static std::string delay_text(const std::string& delay, const std::string& armed) {
        return delay.starts_with("until(") ? delay : armed + delay;
    }

    TextLine set(const std::string& text, int x, Face face) {
        const auto type = typography(face);
        y_ += type.line;
        width_ = std::max(width_, x + width_of(text, face));
        return {x, y_ - type.line / 4, face, text};
    }

    Content& content_;
    int text_width_, y_ = 0, width_ = 0;
};

}  // namespace

Content content_of(const Box& box, const std::vector<std::string>& notes, std::string_view language) {
    Content content;
    const bool history = box.shape == Shape::history || box.shape == Shape::deep_history;
    if (history || box.shape == Shape::start) {
        content.width = content.height = history ? circle : dot;
        content.placed.rows.resize(box.rows.size());
        return content;
    }
    Composition composition(content, box.children.empty() ? text_width : heading_width);
    composition.title(box.title);
    if (!box.rows.empty()) composition.rule();
    for (std::size_t r = 0; r < box.rows.size(); ++r) composition.row(box.rows[r], notes[r], language);
    composition.finish();
    return content;
}

}  // namespace waymark::diagrams
