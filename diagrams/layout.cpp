#include "diagrams/layout.hpp"

#include <algorithm>
#include <map>
#include <ranges>

#include "diagrams/content.hpp"
#include "diagrams/page.hpp"
#include "diagrams/plan.hpp"

namespace waymark::diagrams {
namespace {

constexpr int inset = 14;     // between a group's border and what is inside
constexpr int lane = 12;      // between two arrows that leave one box on the same side
constexpr int widest = 1200;  // regions that need more stand below each other
constexpr int end_room = 12;  // between two arrows that enter one box on the same side

class Composer {
  public:
    explicit Composer(const Drawing& drawing)
        : drawing_(drawing), plan_(plan(drawing)), parts_(drawing.boxes.size()) {
        layout_.boxes.resize(drawing.boxes.size());
        points_.resize(plan_.edges.size());
    }

    Layout run() {
        measure(0);
        layout_.width = std::max(parts_[0].width + 2 * margin, narrowest_page);
        const int y = add_heading(layout_, drawing_);
        place(0, (layout_.width - parts_[0].width) / 2, y);
        finish_arrows();
        layout_.height = y + parts_[0].height;
        add_legend(layout_, drawing_);
        return std::move(layout_);
    }

  private:
    /// A box with what it holds, from its own corner.
    struct Part {
        Content content;
        int width = 0, height = 0;
        int room_left = 0, room_right = 0;  // for the arrows beside it
        Layers inside;
        std::size_t node = 0;                        // its node in the layers of its parent
        std::map<std::size_t, int> top_x, bottom_x;  // edges through its borders
        std::map<std::size_t, std::size_t> wires;    // edge → wire of `inside`
        int content_x = 0;                           // where `inside` begins
        [[nodiscard]] int outer_width() const { return room_left + width + room_right; }
    };

    [[nodiscard]] const Box& box(BoxIndex b) const { return drawing_.boxes[b]; }
    [[nodiscard]] const Frame& frame(BoxIndex b) const { return plan_.frames[b]; }
    [[nodiscard]] bool is_sign(BoxIndex b) const {
        const auto shape = box(b).shape;
        return shape == Shape::start || shape == Shape::history || shape == Shape::deep_history;
    }

    void measure(BoxIndex b) {
        Part& part = parts_[b];
        if (b != 0) part.content = content_of(box(b), plan_.notes[b], drawing_.language);
        const int enters = static_cast<int>(std::max(frame(b).from_above, frame(b).from_below));
        if (!is_sign(b)) part.content.width = std::max(part.content.width, (enters + 1) * end_room);
        part.width = part.content.width;
        part.height = part.content.height;
        if (!is_sign(b)) {
            const auto room = [](std::size_t lanes) {
                return lanes == 0 ? 0 : static_cast<int>(lanes) * lane + 2;
            };
            part.room_left = room(frame(b).left.size());
            part.room_right = room(frame(b).right.size());
        }
        if (box(b).children.empty()) return;
        for (const auto child : box(b).children) measure(child);
        fill(b);
    }

    // The layers of a group: its heading and what comes through its upper border, its children, what leaves
    // below.
    void fill(BoxIndex b) {
        Part& part = parts_[b];
        const bool side_by_side = box(b).shape == Shape::regions && fits(b);
        if (b != 0) {
            Layers::Node heading;
            heading.width = part.content.width - inset;
            heading.height = part.content.height;
            heading.group = -1;
            part.inside.add(heading);
        }
        int last = 0;
        for (std::size_t i = 0; i < box(b).children.size(); ++i) {
            const auto child = box(b).children[i];
            Layers::Node node = node_of(child);
            node.layer = (b == 0 ? 0 : 1) + (box(b).shape != Shape::regions ? frame(child).layer
                                             : side_by_side                 ? 0
                                                                            : static_cast<int>(i));
            node.group = side_by_side ? static_cast<int>(i) + 1 : 1;
            last = std::max(last, node.layer);
            parts_[child].node = part.inside.add(node);
        }
        std::map<std::size_t, std::size_t> tops, bottoms;
        // Last first: the arrows of a box come with those of its upper rows on the right.
        const int rows = static_cast<int>(box(b).rows.size());
        for (const auto e : std::views::reverse(frame(b).inward))
            tops[e] = add_port(part, 0, 1 + rows - static_cast<int>(plan_.edges[e].row));
        for (const auto e : std::views::reverse(frame(b).tops)) tops[e] = add_port(part, 0, rows + 2);
        for (const auto e : std::views::reverse(frame(b).bottoms)) bottoms[e] = add_port(part, last + 1, 1);
        for (const auto& stretch : frame(b).stretches) add_wire(part, stretch, tops, bottoms);
        part.inside.arrange();
        part.content_x = b == 0 ? 0 : inset;
        for (const auto& [e, node] : tops) part.top_x[e] = part.content_x + part.inside.node(node).x;
        for (const auto& [e, node] : bottoms) part.bottom_x[e] = part.content_x + part.inside.node(node).x;
        part.width = std::max(part.width, part.inside.width() + 2 * part.content_x);
        part.height = part.inside.height() + (bottoms.empty() && b != 0 ? inset : 0);
    }

    [[nodiscard]] bool fits(BoxIndex b) const {
        int width = 0;
        for (const auto child : box(b).children) width += parts_[child].outer_width();
        return width <= widest;
    }

    [[nodiscard]] Layers::Node node_of(BoxIndex b) const {
        const Part& part = parts_[b];
        Layers::Node node;
        node.width = part.outer_width();
        node.height = part.height;
        // Beside arrows that pass through its upper border, others end above its heading.
        const int range = frame(b).tops.empty() && frame(b).inward.empty() ? part.width : part.content.width;
        const int spare = is_sign(b) ? part.width / 2 : end_room / 2 + 3;
        node.from = part.room_left + spare;
        node.to = part.room_left + range - spare;
        return node;
    }

    static std::size_t add_port(Part& part, int layer, int group) {
        Layers::Node port;
        port.layer = layer;
        port.group = group;
        return part.inside.add(port);
    }

    void add_wire(Part& part, const Stretch& stretch, std::map<std::size_t, std::size_t>& tops,
                  std::map<std::size_t, std::size_t>& bottoms) {
        Layers::Wire wire;
        if (stretch.upper == no_box) {
            wire.upper = tops.at(stretch.edge);
            wire.upper_offset = 0;
        } else {
            wire.upper = parts_[stretch.upper].node;
            wire.upper_offset = upper_end(stretch.edge, stretch.upper);
        }
        if (stretch.lower == no_box) {
            wire.lower = bottoms.at(stretch.edge);
            wire.lower_offset = 0;
        } else {
            wire.lower = parts_[stretch.lower].node;
            wire.lower_offset = lower_end(stretch.edge, stretch.lower);
        }
        part.wires[stretch.edge] = part.inside.add(std::move(wire));
    }

    // From the left of the child's node; nothing: wherever it suits.
    [[nodiscard]] std::optional<int> upper_end(std::size_t e, BoxIndex child) const {
        const Part& part = parts_[child];
        const auto through = part.bottom_x.find(e);
        if (through != part.bottom_x.end()) return part.room_left + through->second;
        if (is_sign(child) && !plan_.edges[e].up) return part.width / 2;
        if (plan_.edges[e].up) return {};
        return part.room_left + part.width + lane * lane_of(frame(child).right, e, true);
    }
    [[nodiscard]] std::optional<int> lower_end(std::size_t e, BoxIndex child) const {
        const Part& part = parts_[child];
        const auto through = part.top_x.find(e);
        if (through != part.top_x.end()) return part.room_left + through->second;
        if (!plan_.edges[e].up) return {};
        if (is_sign(child)) return part.width / 2;
        return part.room_left - lane * lane_of(frame(child).left, e, false);
    }

    // Arrows that go down leave the outer lanes to the rows above them, those that go up to the rows below:
    // so they do not cross beside their box. The arrows of one row to several targets have neighbouring
    // lanes.
    [[nodiscard]] int lane_of(const std::vector<std::size_t>& edges, std::size_t e,
                              bool upper_rows_outside) const {
        const auto at = static_cast<int>(std::ranges::find(edges, e) - edges.begin());
        return upper_rows_outside ? static_cast<int>(edges.size()) - at : at + 1;
    }

    void place(BoxIndex b, int x, int y) {
        Part& part = parts_[b];
        auto& placed = layout_.boxes[b];
        placed = part.content.placed;
        placed.area = {x, y, part.width, part.height};
        shift(placed, x, y);
        for (const auto child : box(b).children) {
            const auto& node = part.inside.node(parts_[child].node);
            place(child, x + part.content_x + node.x + parts_[child].room_left, y + node.y);
        }
        for (const auto& [e, wire] : part.wires)
            for (const auto& point : part.inside.wire(wire).points)
                points_[e].push_back({x + part.content_x + point.x, y + point.y});
        if (box(b).shape == Shape::regions) separate(b);
    }

    static void shift(PlacedBox& placed, int x, int y) {
        const auto move = [&](std::vector<TextLine>& lines) {
            for (auto& line : lines) line.x += x, line.baseline += y;
        };
        move(placed.title);
        if (placed.rule != 0) placed.rule += y;
        for (auto& row : placed.rows) {
            move(row.lines);
            row.area.x += x;
            row.area.y += y;
            row.mark.x += x;
            row.mark.y += y;
        }
    }

    void separate(BoxIndex b) {
        const auto& children = box(b).children;
        const auto& whole = layout_.boxes[b].area;
        int bottom = 0;
        for (const auto child : children) bottom = std::max(bottom, layout_.boxes[child].area.bottom());
        for (std::size_t i = 1; i < children.size(); ++i) {
            const auto &before = layout_.boxes[children[i - 1]].area,
                       &after = layout_.boxes[children[i]].area;
            if (after.y == before.y) {
                const int end = before.right() + parts_[children[i - 1]].room_right;
                const int begin = after.x - parts_[children[i]].room_left;
                const int x = (end + begin) / 2;
                layout_.separators.push_back({{x, after.y}, {x, bottom}});
            } else {
                const int y = (before.bottom() + after.y) / 2;
                layout_.separators.push_back({{whole.x, y}, {whole.right(), y}});
            }
        }
    }

    void finish_arrows() {
        for (std::size_t e = 0; e < plan_.edges.size(); ++e) {
            const Edge& edge = plan_.edges[e];
            auto& points = points_[e];
            std::ranges::stable_sort(points, {}, &Point::y);  // its stretches, from top to bottom
            if (!is_sign(edge.source)) begin_at_row(edge, points);
            if (edge.up) std::ranges::reverse(points);
            Arrow arrow;
            arrow.source = edge.source;
            arrow.target = edge.target;
            arrow.row = edge.row;
            arrow.points = without_flat(points);
            layout_.arrows.push_back(std::move(arrow));
        }
    }

    // The end at the source becomes a lane beside it, at the height of its row.
    void begin_at_row(const Edge& edge, std::vector<Point>& points) {
        const auto& source = layout_.boxes[edge.source];
        const int y = port_of(source.rows[edge.row]);
        if (edge.up) {
            const int x = points.back().x;
            points.insert(points.end(), {{x, y}, {source.area.x, y}});
            return;
        }
        const bool heading = !box(edge.source).children.empty();
        const auto& label = source.rows[edge.row].lines.front();
        const int from = heading ? label.x + width_of(label.text, label.face) + 6 : source.area.right();
        const int x = points.front().x;
        if (edge.inward) points.front().y = y;
        points.insert(points.begin(), {{from, y}, {x, y}});
    }

    // Points on a straight line between their neighbours say nothing.
    static std::vector<Point> without_flat(const std::vector<Point>& points) {
        std::vector<Point> kept;
        for (const auto& point : points) {
            while (kept.size() > 1) {
                const auto &a = kept[kept.size() - 2], &b = kept.back();
                if ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
                    kept.pop_back();
                else
                    break;
            }
            if (kept.empty() || kept.back() != point) kept.push_back(point);
        }
        return kept;
    }

    const Drawing& drawing_;
    Plan plan_;
    std::vector<Part> parts_;
    std::vector<std::vector<Point>> points_;  // by edge
    Layout layout_;
};

}  // namespace

Layout lay_out(const Drawing& drawing) { return Composer(drawing).run(); }

}  // namespace waymark::diagrams
