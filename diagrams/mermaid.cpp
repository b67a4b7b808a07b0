#include "diagrams/mermaid.hpp"

#include "diagrams/metrics.hpp"
#include "diagrams/plan.hpp"
#include "states/unicode.hpp"

namespace waymark::diagrams {
namespace {

constexpr int guard_width = 260;

// Every sign that Mermaid or HTML could read as its own becomes a numbered entity.
std::string escaped(std::string_view text) {
    constexpr std::string_view harmless = " .,()/!?+-=_'";
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const auto c = states::next_code_point(text, at);
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (c < 0x20)
            out += ' ';
        else if (letter || c >= 0xa0 || harmless.find(static_cast<char>(c)) != std::string_view::npos)
            states::append_utf8(out, c);
        else
            out += "#" + std::to_string(static_cast<unsigned>(c)) + ";";
    }
    return out;
}

std::string id_of(BoxIndex b) { return "s" + std::to_string(b); }

class Writer {
  public:
    explicit Writer(const Drawing& drawing) : drawing_(drawing), plan_(plan(drawing)) {}

    std::string run() {
        out_ = "---\ntitle: \"" + escaped(drawing_.title) + "\"\n---\nstateDiagram-v2\n";
        inside(0, 1);
        bool any = false;
        for (BoxIndex b = 1; b < drawing_.boxes.size(); ++b) {
            if (!drawing_.boxes[b].active || !drawing_.boxes[b].children.empty()) continue;
            if (!any) line(1, "classDef now fill:#dcf0e5,stroke:#1b8759,stroke-width:3px,color:#14201c");
            any = true;
            line(1, "class " + id_of(b) + " now");
        }
        if (drawing_.next) line(0, "%% " + escaped(*drawing_.next));
        return std::move(out_);
    }

  private:
    [[nodiscard]] const Box& box(BoxIndex b) const { return drawing_.boxes[b]; }

    void line(int depth, const std::string& text) {
        out_.append(static_cast<std::size_t>(depth) * 4, ' ').append(text).append("\n");
    }

    void inside(BoxIndex container, int depth) {
        bool first = true;
        for (const auto child : box(container).children) {
            if (box(child).shape == Shape::start) continue;
            if (box(container).shape == Shape::regions && !first) line(depth, "--");
            first = false;
            state(child, depth);
        }
        for (const auto& stretch : plan_.frames[container].stretches)
            if (stretch.upper != no_box && stretch.lower != no_box) arrow(stretch, depth);
        for (const auto child : box(container).children)
            if (box(child).shape == Shape::final_state) line(depth, id_of(child) + " --> [*]");
    }

    void state(BoxIndex b, int depth) {
        const auto& here = box(b);
        std::string title = here.title;
        if (here.shape == Shape::history) title = "H";
        if (here.shape == Shape::deep_history) title = "H*";
        if (title.empty()) title = here.id;
        const auto declared = "state \"" + escaped(title) + "\" as " + id_of(b);
        const auto texts = undrawn(b);
        if (here.children.empty()) {
            line(depth, declared);
            for (const auto& text : texts) line(depth, id_of(b) + " : " + escaped(text));
            return;
        }
        line(depth, declared + " {");
        inside(b, depth + 1);
        line(depth, "}");
        if (texts.empty()) return;
        line(depth, "note right of " + id_of(b));
        for (const auto& text : texts) line(depth + 1, escaped(text));
        line(depth, "end note");
    }

    [[nodiscard]] std::string label_of(const Row& row) const {
        std::string text = row.label;
        if (row.cause == Cause::timer)
            text = std::string(phrase("timer: ", "таймер: ", drawing_.language)) + text;
        if (!row.guard.empty()) text += " [" + cut(row.guard, Face::note, guard_width) + "]";
        return text;
    }

    /// The transitions of a state that no arrow shows.
    [[nodiscard]] std::vector<std::string> undrawn(BoxIndex b) const {
        std::vector<std::string> texts;
        for (std::size_t r = 0; r < box(b).rows.size(); ++r) {
            const auto& row = box(b).rows[r];
            std::string targets = plan_.notes[b][r];
            for (const auto e : plan_.frames[b].inward)
                if (plan_.edges[e].row == r) targets += " → " + box(plan_.edges[e].target).title;
            if (row.targets.empty() || !targets.empty()) texts.push_back(label_of(row) + targets);
        }
        return texts;
    }

    void arrow(const Stretch& stretch, int depth) {
        const Edge& edge = plan_.edges[stretch.edge];
        const auto from = edge.up ? stretch.lower : stretch.upper;
        const auto to = edge.up ? stretch.upper : stretch.lower;
        const auto& row = box(edge.source).rows[edge.row];
        const bool start = box(edge.source).shape == Shape::start;
        std::string text = label_of(row);
        if (from != edge.source) text = box(edge.source).title + ": " + text;
        if (to != edge.target) text += " → " + box(edge.target).title;
        line(depth, (start ? std::string("[*]") : id_of(from)) + " --> " + id_of(to) +
                        (text.empty() ? "" : " : " + escaped(text)));
    }

    const Drawing& drawing_;
    Plan plan_;
    std::string out_;
};

}  // namespace

std::string to_mermaid(const Drawing& drawing) { return Writer(drawing).run(); }

}  // namespace waymark::diagrams
