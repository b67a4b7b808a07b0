#include "diagrams/dot.hpp"

#include "diagrams/metrics.hpp"
#include "diagrams/plan.hpp"

namespace waymark::diagrams {
namespace {

constexpr int guard_width = 260;

std::string quoted(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        if (c == '\n')
            out += "\\n";
        else if (static_cast<unsigned char>(c) >= 0x20)
            out += c;
    }
    return out + "\"";
}

std::string node_of(BoxIndex b) { return "s" + std::to_string(b); }
std::string cluster_of(BoxIndex b) { return "cluster_s" + std::to_string(b); }

class Writer {
  public:
    explicit Writer(const Drawing& drawing) : drawing_(drawing), plan_(plan(drawing)) {}

    std::string run() {
        out_ = "digraph " + quoted(drawing_.name) + " {\n";
        line(1,
             "graph [compound=true, rankdir=TB, charset=\"UTF-8\", labelloc=t, fontname=\"sans-serif\", "
             "label=" +
                 quoted(drawing_.next ? drawing_.title + "\n" + *drawing_.next : drawing_.title) + "];");
        line(1, "node [shape=box, style=rounded, fontname=\"sans-serif\"];");
        line(1, "edge [fontname=\"sans-serif\", fontsize=11];");
        for (const auto child : box(0).children) state(child, 1);
        for (const auto& edge : plan_.edges) arrow(edge);
        out_ += "}\n";
        return std::move(out_);
    }

  private:
    [[nodiscard]] const Box& box(BoxIndex b) const { return drawing_.boxes[b]; }

    void line(int depth, const std::string& text) {
        out_.append(static_cast<std::size_t>(depth) * 2, ' ').append(text).append("\n");
    }

    [[nodiscard]] static std::string label_of(const Row& row) {
        return row.guard.empty() ? row.label
                                 : row.label + " [" + cut(row.guard, Face::note, guard_width) + "]";
    }

    /// The title, and the transitions that no arrow shows.
    [[nodiscard]] std::string text_of(BoxIndex b) const {
        std::string text = box(b).title;
        for (std::size_t r = 0; r < box(b).rows.size(); ++r)
            if (box(b).rows[r].targets.empty() || !plan_.notes[b][r].empty())
                text += "\n" + label_of(box(b).rows[r]) + plan_.notes[b][r];
        return text;
    }

    void state(BoxIndex b, int depth) {
        const auto& here = box(b);
        if (here.children.empty()) return line(depth, node_of(b) + " [" + attributes(b) + "];");
        const bool region = box(here.parent).shape == Shape::regions;
        line(depth, "subgraph " + quoted(cluster_of(b)) + " {");
        line(depth + 1, "graph [style=\"rounded" + std::string(region ? ",dashed" : "") +
                            "\", label=" + quoted(text_of(b)) +
                            (here.active ? ", color=\"#1b8759\", penwidth=2" : "") + "];");
        // Where arrows from and to the group as a whole are fastened.
        line(depth + 1, node_of(b) + " [shape=point, style=invis, width=0.01, label=\"\"];");
        for (const auto child : here.children) state(child, depth + 1);
        line(depth, "}");
    }

    [[nodiscard]] std::string attributes(BoxIndex b) const {
        const auto& here = box(b);
        switch (here.shape) {
            case Shape::start:
                return "shape=point, width=0.15";
            case Shape::history:
                return "shape=circle, label=\"H\"";
            case Shape::deep_history:
                return "shape=circle, label=\"H*\"";
            default:
                break;
        }
        std::string text = "label=" + quoted(text_of(b));
        if (here.shape == Shape::final_state) text += ", peripheries=2";
        if (here.active)
            text += ", style=\"rounded,filled\", fillcolor=\"#dcf0e5\", color=\"#1b8759\", penwidth=2";
        return text;
    }

    void arrow(const Edge& edge) {
        std::string text = node_of(edge.source) + " -> " + node_of(edge.target) +
                           " [label=" + quoted(label_of(box(edge.source).rows[edge.row]));
        if (!edge.inward && !box(edge.source).children.empty())
            text += ", ltail=" + quoted(cluster_of(edge.source));
        if (!box(edge.target).children.empty()) text += ", lhead=" + quoted(cluster_of(edge.target));
        line(1, text + "];");
    }

    const Drawing& drawing_;
    Plan plan_;
    std::string out_;
};

}  // namespace

std::string to_dot(const Drawing& drawing) { return Writer(drawing).run(); }

}  // namespace waymark::diagrams
