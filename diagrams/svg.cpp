#include "diagrams/svg.hpp"

#include <algorithm>
#include <cstdlib>

#include "states/unicode.hpp"

namespace waymark::diagrams {
namespace {

// The console's colours: ground, ink and the states' colours, light and dark.
constexpr std::string_view style = R"css(
.wm{font-family:"IBM Plex Sans","Segoe UI",Roboto,"Helvetica Neue",Arial,"DejaVu Sans",sans-serif}
.wm .page{fill:#f1f4f2}.wm .even{fill:#e6ece9}.wm .odd{fill:#f4f7f5}.wm .even,.wm .odd{stroke:#b3bfb9}
.wm .box{fill:#fff;stroke:#84918b}.wm .final{fill:#e5eae7;stroke:#76837d}.wm .inner{fill:none;stroke:#76837d}
.wm .active{fill:#dcf0e5;stroke:#1b8759;stroke-width:2.5}.wm .around{stroke:#1b8759;stroke-width:2}
.wm .rule{stroke:#d7dfdb}.wm .region{stroke:#84918b;stroke-dasharray:6 5}
.wm text{fill:#14201c}.wm .note{fill:#5a6862}.wm .dot{fill:#14201c}.wm .sign{fill:#fff;stroke:#41504a}
.wm .arrow{fill:none;stroke-width:1.5;stroke-linejoin:round}.wm .plain{stroke:#14201c}
.wm .person{stroke:#7b4cc0}.wm .timer{stroke:#a86a00}.wm .message{stroke:#3a7cc6}.wm .automatic{stroke:#5a6862}
.wm .tip.plain{fill:#14201c}.wm .tip.person,.wm circle.person{fill:#7b4cc0}.wm .tip.timer{fill:#a86a00}
.wm circle.timer{fill:#fcebc9}.wm path.mark{fill:none}.wm .tip.message,.wm path.mark.message{fill:#3a7cc6}
.wm .tip.automatic,.wm path.mark.automatic{fill:#5a6862}.wm .due{fill:#fcebc9}
.wm .here{fill:#1b8759}.wm .board{fill:#14201c}.wm text.lamp{fill:#ffc861}
@media (prefers-color-scheme:dark){
.wm .page{fill:#0f1513}.wm .even{fill:#1c2522}.wm .odd{fill:#141c19}.wm .even,.wm .odd{stroke:#46534e}
.wm .box{fill:#171f1c;stroke:#6d7a75}.wm .final{fill:#26302c;stroke:#8d9994}.wm .inner{stroke:#8d9994}
.wm .active{fill:#0f2e22;stroke:#37b27e}.wm .around{stroke:#37b27e}
.wm .rule{stroke:#2a3531}.wm .region{stroke:#6d7a75}
.wm text{fill:#e9efec}.wm .note{fill:#95a29c}.wm .dot{fill:#e9efec}.wm .sign{fill:#171f1c;stroke:#b9c5c0}
.wm .plain{stroke:#e9efec}.wm .person{stroke:#a47fe2}.wm .timer{stroke:#e2a331}.wm .message{stroke:#5f9ee3}
.wm .automatic{stroke:#95a29c}.wm .tip.plain{fill:#e9efec}.wm .tip.person,.wm circle.person{fill:#a47fe2}
.wm .tip.timer{fill:#e2a331}.wm circle.timer{fill:#38280b}.wm .tip.message,.wm path.mark.message{fill:#5f9ee3}
.wm .tip.automatic,.wm path.mark.automatic{fill:#95a29c}.wm .due{fill:#38280b}
.wm .here{fill:#37b27e}.wm .board{fill:#0a0f0d}}
)css";

std::string number(int n) { return std::to_string(n); }

std::string_view word_of(Cause cause) {
    switch (cause) {
        case Cause::person:
            return "person";
        case Cause::timer:
            return "timer";
        case Cause::message:
            return "message";
        case Cause::automatic:
            break;
    }
    return "automatic";
}

class Writer {
  public:
    Writer(const Drawing& drawing, const Layout& layout) : drawing_(drawing), layout_(layout) {}

    std::string run() {
        const auto width = number(layout_.width), height = number(layout_.height);
        out_ = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height +
               "\" viewBox=\"0 0 " + width + " " + height + "\" class=\"wm\" role=\"img\" xml:lang=\"" +
               xml_text(drawing_.language) + "\">\n";
        element("title", drawing_.title);
        element("desc", told());
        out_ += "<style>";
        out_ += style;
        out_ += "</style>\n<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n";
        lines(layout_.heading);
        board();
        children(0, 0);
        for (const auto& [from, to] : layout_.separators)
            out_ += "<path class=\"region\" d=\"M" + at(from) + "L" + at(to) + "\"/>\n";
        for (const auto& arrow : layout_.arrows) draw(arrow);
        for (const auto& entry : layout_.legend) {
            sign(entry.cause, entry.mark);
            line(entry.text);
        }
        out_ += "</svg>\n";
        return std::move(out_);
    }

  private:
    static std::string at(Point p) { return number(p.x) + " " + number(p.y); }

    void element(std::string_view name, std::string_view text) {
        out_.append("<")
            .append(name)
            .append(">")
            .append(xml_text(text))
            .append("</")
            .append(name)
            .append(">\n");
    }

    /// The whole chart as a text.
    [[nodiscard]] std::string told() const {
        std::string text = drawing_.description;
        if (drawing_.next) text += "\n" + *drawing_.next;
        for (std::size_t b = 1; b < drawing_.boxes.size(); ++b) {
            const auto& box = drawing_.boxes[b];
            if (box.shape == Shape::start || box.title.empty()) continue;
            text += "\n" + box.title;
            if (box.active) text += phrase(" (now)", " (сейчас)", drawing_.language);
            text += ":";
            for (const auto& row : box.rows) text += " " + told(row) + ";";
            text.back() = '.';
        }
        return text;
    }
    [[nodiscard]] std::string told(const Row& row) const {
        std::string text = row.label;
        if (!row.guard.empty()) text += " [" + row.guard + "]";
        for (const auto& delay : row.delays) text += " ⧗ " + delay;
        for (std::size_t i = 0; i < row.targets.size(); ++i)
            text += (i == 0 ? " → " : " + ") + drawing_.boxes[row.targets[i]].title;
        return text;
    }

    void line(const TextLine& text, std::string_view more = {}) {
        const auto type = typography(text.face);
        out_ += "<text x=\"" + number(text.x) + "\" y=\"" + number(text.baseline) + "\" font-size=\"" +
                number(type.size / 10) + (type.size % 10 == 0 ? "" : "." + number(type.size % 10)) + "\"";
        if (type.bold) out_ += " font-weight=\"600\"";
        std::string words(more);
        if (text.face == Face::note) words += words.empty() ? "note" : " note";
        if (!words.empty()) out_ += " class=\"" + words + "\"";
        out_ += ">" + xml_text(text.text) + "</text>\n";
    }
    void lines(const std::vector<TextLine>& texts, std::string_view more = {}) {
        for (const auto& text : texts) line(text, more);
    }

    void board() {
        if (layout_.board_lines.empty()) return;
        rect(layout_.board, "board", 8);
        lines(layout_.board_lines, "lamp");
    }

    void rect(const Rect& area, std::string_view words, int radius) {
        out_ += "<rect class=\"" + std::string(words) + "\" x=\"" + number(area.x) + "\" y=\"" +
                number(area.y) + "\" width=\"" + number(area.width) + "\" height=\"" + number(area.height) +
                "\" rx=\"" + number(radius) + "\"/>\n";
    }

    void children(BoxIndex b, int depth) {
        for (const auto child : drawing_.boxes[b].children) draw(child, depth);
    }

    void draw(BoxIndex b, int depth) {
        const auto& box = drawing_.boxes[b];
        const auto& placed = layout_.boxes[b];
        out_ += "<g data-state=\"" + xml_text(box.id) + "\">";
        element("title", box.description.empty() ? box.title : box.title + ": " + box.description);
        switch (box.shape) {
            case Shape::start:
                circle(placed.area, "dot", 2);
                break;
            case Shape::history:
            case Shape::deep_history:
                circle(placed.area, "sign", 1);
                line({placed.area.x + (box.shape == Shape::history ? 8 : 5), placed.area.y + 18, Face::row,
                      box.shape == Shape::history ? "H" : "H*"});
                break;
            default:
                frame(b, depth);
        }
        lines(placed.title);
        if (placed.rule != 0)
            out_ += "<path class=\"rule\" d=\"M" + at({placed.area.x + 8, placed.rule}) + "H" +
                    number(placed.area.right() - 8) + "\"/>\n";
        if (!placed.title.empty())
            for (std::size_t r = 0; r < placed.rows.size(); ++r) draw(box.rows[r], placed.rows[r]);
        children(b, depth + 1);
        out_ += "</g>\n";
    }

    void frame(BoxIndex b, int depth) {
        const auto& box = drawing_.boxes[b];
        const auto& area = layout_.boxes[b].area;
        const bool region = drawing_.boxes[box.parent].shape == Shape::regions;
        const bool final_state = box.shape == Shape::final_state;
        if (box.children.empty())
            rect(area, box.active ? "active" : final_state ? "final" : "box", 8);
        else if (!region)
            rect(area, std::string(depth % 2 == 0 ? "even" : "odd") + (box.active ? " around" : ""), 10);
        if (final_state) rect({area.x + 3, area.y + 3, area.width - 6, area.height - 6}, "inner", 5);
        if (box.active &&
            box.children.empty())  // the station where it is, on the left border beside the title
            out_ += "<circle class=\"here\" cx=\"" + number(area.x) + "\" cy=\"" + number(area.y + 18) +
                    "\" r=\"7\"/>\n";
    }

    void circle(const Rect& area, std::string_view words, int inset) {
        out_ += "<circle class=\"" + std::string(words) + "\" cx=\"" + number(area.x + area.width / 2) +
                "\" cy=\"" + number(area.y + area.height / 2) + "\" r=\"" + number(area.width / 2 - inset) +
                "\"/>\n";
    }

    void draw(const Row& row, const PlacedRow& placed) {
        out_ += "<g>";
        element("title", told(row));
        if (row.next)
            rect({placed.area.x + 5, placed.area.y, placed.area.width - 10, placed.area.height}, "due", 4);
        sign(row.cause, placed.mark);
        lines(placed.lines);
        out_ += "</g>\n";
    }

    // What sets it off, by shape as well as by colour.
    void sign(Cause cause, Point p) {
        const std::string word(word_of(cause));
        switch (cause) {
            case Cause::person:
                out_ += "<circle class=\"person\" cx=\"" + number(p.x) + "\" cy=\"" + number(p.y) +
                        "\" r=\"4\"/>\n";
                break;
            case Cause::timer:
                out_ += "<circle class=\"timer\" cx=\"" + number(p.x) + "\" cy=\"" + number(p.y) +
                        "\" r=\"5\"/><path class=\"mark timer\" d=\"M" + at({p.x, p.y - 3}) + "V" +
                        number(p.y) + "H" + number(p.x + 3) + "\"/>\n";
                break;
            case Cause::message:
                out_ += "<path class=\"mark message\" d=\"M" + at({p.x, p.y - 4}) + "l4 4-4 4-4-4z\"/>\n";
                break;
            case Cause::automatic:
                out_ += "<path class=\"mark automatic\" d=\"M" + at({p.x - 3, p.y - 4}) + "l6 4-6 4z\"/>\n";
        }
    }

    void draw(const Arrow& arrow) {
        const auto& row = drawing_.boxes[arrow.source].rows[arrow.row];
        const std::string word(row.label.empty() ? "plain" : word_of(row.cause));
        const auto& points = arrow.points;
        out_ += "<path class=\"arrow " + word + "\" d=\"M" + at(points.front());
        for (std::size_t i = 1; i + 1 < points.size(); ++i) corner(points[i - 1], points[i], points[i + 1]);
        out_ += "L" + at(points.back()) + "\"/>";
        const auto &tip = points.back(), &before = points[points.size() - 2];
        const int down = tip.y > before.y ? 1 : -1;
        out_ += "<path class=\"tip " + word + "\" d=\"M" + at(tip) + "l-4 " + number(-8 * down) + "h8z\"/>\n";
    }

    // Rounded, as far as its two sides allow.
    void corner(Point before, Point p, Point after) {
        const auto length = [](Point a, Point b) { return std::abs(a.x - b.x) + std::abs(a.y - b.y); };
        const int radius = std::min({6, length(before, p) / 2, length(p, after) / 2});
        const auto towards = [&](Point to) {
            const auto step = [&](int d) { return d == 0 ? 0 : d > 0 ? radius : -radius; };
            return Point{p.x + step(to.x - p.x), p.y + step(to.y - p.y)};
        };
        out_ += "L" + at(towards(before)) + "Q" + at(p) + " " + at(towards(after));
    }

    const Drawing& drawing_;
    const Layout& layout_;
    std::string out_;
};

}  // namespace

std::string xml_text(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto c = states::next_code_point(text, i);
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else if ((c < 0x20 && c != '\n' && c != '\t') || c == 0xfffe || c == 0xffff)
            out += "\xef\xbf\xbd";
        else
            states::append_utf8(out, c);
    }
    return out;
}

std::string to_svg(const Drawing& drawing, const Layout& layout) { return Writer(drawing, layout).run(); }

}  // namespace waymark::diagrams
