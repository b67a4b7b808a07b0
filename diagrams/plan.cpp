#include "diagrams/plan.hpp"

#include <algorithm>

#include "diagrams/ranks.hpp"

namespace waymark::diagrams {
namespace {

class Planner {
  public:
    explicit Planner(const Drawing& drawing) : drawing_(drawing) {
        plan_.frames.resize(drawing.boxes.size());
        plan_.notes.resize(drawing.boxes.size());
    }

    Plan run() {
        for (BoxIndex b = 0; b < drawing_.boxes.size(); ++b) find_edges(b);
        for (BoxIndex b = 0; b < drawing_.boxes.size(); ++b) rank_children(b);
        for (std::size_t e = 0; e < plan_.edges.size(); ++e) trace(e);
        return std::move(plan_);
    }

  private:
    [[nodiscard]] const Box& box(BoxIndex b) const { return drawing_.boxes[b]; }

    /// The child of `container` that `inner` is, or is inside of.
    [[nodiscard]] BoxIndex child_towards(BoxIndex container, BoxIndex inner) const {
        while (box(inner).parent != container) inner = box(inner).parent;
        return inner;
    }
    [[nodiscard]] BoxIndex common(BoxIndex a, BoxIndex b) const {
        while (!drawing_.is_within(b, a)) a = box(a).parent;
        return a;
    }

    void find_edges(BoxIndex source) {
        plan_.notes[source].resize(box(source).rows.size());
        for (std::size_t r = 0; r < box(source).rows.size(); ++r)
            for (const auto target : box(source).rows[r].targets) {
                auto& note = plan_.notes[source][r];
                if (target == source) {
                    note += " ↻";
                } else if (drawing_.is_within(source, target) || between_regions(source, target)) {
                    note += " → " + (target == 0 ? drawing_.title : box(target).title);
                } else {
                    Edge edge;
                    edge.source = source;
                    edge.target = target;
                    edge.row = r;
                    edge.inward = drawing_.is_within(target, source);
                    plan_.edges.push_back(edge);
                }
            }
    }

    // Regions stand side by side: no arrow leads from one down into another.
    [[nodiscard]] bool between_regions(BoxIndex source, BoxIndex target) const {
        if (drawing_.is_within(target, source)) return false;
        return box(common(source, target)).shape == Shape::regions;
    }

    void rank_children(BoxIndex container) {
        const auto& children = box(container).children;
        if (children.empty() || box(container).shape == Shape::regions) return;
        const auto place = [&](BoxIndex child) {
            return static_cast<std::size_t>(std::ranges::find(children, child) - children.begin());
        };
        std::vector<std::pair<std::size_t, std::size_t>> arrows;
        std::vector<Edge*> here;
        for (auto& edge : plan_.edges) {
            if (edge.inward || common(edge.source, edge.target) != container) continue;
            arrows.emplace_back(place(child_towards(container, edge.source)),
                                place(child_towards(container, edge.target)));
            here.push_back(&edge);
        }
        auto downwards = arrows;
        // Under the start's dot, all others: they read from there.
        if (box(children[0]).shape == Shape::start)
            for (std::size_t i = 1; i < children.size(); ++i) downwards.emplace_back(0, i);
        const auto found = ranks(children.size(), downwards);
        for (std::size_t i = 0; i < children.size(); ++i) plan_.frames[children[i]].layer = found[i];
        for (std::size_t i = 0; i < here.size(); ++i)
            here[i]->up = plan_.frames[children[arrows[i].first]].layer >=
                          plan_.frames[children[arrows[i].second]].layer;
    }

    void trace(std::size_t e) {
        const Edge& edge = plan_.edges[e];
        const auto container = edge.inward ? edge.source : common(edge.source, edge.target);
        const auto lower = child_towards(container, edge.lower());
        if (edge.inward) {
            plan_.frames[container].inward.push_back(e);
            plan_.frames[container].stretches.push_back({e, no_box, lower});
        } else {
            const auto upper = child_towards(container, edge.upper());
            plan_.frames[container].stretches.push_back({e, upper, lower});
            descend(e, upper, edge.upper(), false);
            leave(e);
        }
        descend(e, lower, edge.lower(), true);
        auto& target = plan_.frames[edge.target];
        ++(edge.up ? target.from_below : target.from_above);
    }

    // From the border of `at` to `end` inside it.
    void descend(std::size_t e, BoxIndex at, BoxIndex end, bool by_top) {
        while (at != end) {
            const auto child = child_towards(at, end);
            auto& frame = plan_.frames[at];
            (by_top ? frame.tops : frame.bottoms).push_back(e);
            frame.stretches.push_back(by_top ? Stretch{e, no_box, child} : Stretch{e, child, no_box});
            at = child;
        }
    }

    void leave(std::size_t e) {
        const Edge& edge = plan_.edges[e];
        (edge.up ? plan_.frames[edge.source].left : plan_.frames[edge.source].right).push_back(e);
        // An arrow to a group's lower border needs a place among those that pass there.
        if (edge.up && !box(edge.target).children.empty()) plan_.frames[edge.target].bottoms.push_back(e);
    }

    const Drawing& drawing_;
    Plan plan_;
};

}  // namespace

Plan plan(const Drawing& drawing) { return Planner(drawing).run(); }

}  // namespace waymark::diagrams
