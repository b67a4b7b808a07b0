#include "tests/states/interpreter/random_chart.hpp"

namespace waymark::states {

std::vector<RandomNode*> RandomNode::states() const {
    std::vector<RandomNode*> result;
    for (const auto& child : children)
        if (!child->is_history()) result.push_back(child.get());
    return result;
}

bool RandomNode::is_below(const RandomNode* ancestor) const {
    for (const auto* node = parent; node != nullptr; node = node->parent)
        if (node == ancestor) return true;
    return false;
}

RandomChart::RandomChart(std::uint32_t seed) : random_(seed), root_(std::make_unique<RandomNode>()) {
    root_->kind = RandomNode::Kind::root;
    for (std::size_t i = 1 + up_to(2); i > 0; --i)
        add_child(*root_, chance(60) ? RandomNode::Kind::parallel : RandomNode::Kind::state, 1);
    if (chance(20)) add_child(*root_, RandomNode::Kind::final_state, 1);
    connect_defaults(*root_);
    connect(*root_);
}

void RandomChart::add_child(RandomNode& parent, RandomNode::Kind kind, int depth) {
    auto& child = *parent.children.emplace_back(std::make_unique<RandomNode>());
    child.kind = kind;
    child.parent = &parent;
    child.order = static_cast<int>(all_.size()) + 1;
    child.id = "s" + std::to_string(child.order);
    all_.push_back(&child);
    grow(child, depth);
}

void RandomChart::grow(RandomNode& node, int depth) {
    using Kind = RandomNode::Kind;
    if (node.kind == Kind::final_state || node.is_history()) return;
    const bool parallel = node.kind == Kind::parallel;
    if (!parallel && (depth >= 5 || all_.size() > 40 || chance(15 * depth))) return;
    if (chance(30)) add_child(node, chance(50) ? Kind::deep : Kind::shallow, depth + 1);
    for (std::size_t i = (parallel ? 2 : 1) + up_to(1); i > 0; --i)
        add_child(node, chance(depth < 4 ? 35 : 0) ? Kind::parallel : Kind::state, depth + 1);
    if (!parallel && chance(35)) add_child(node, Kind::final_state, depth + 1);
    if (chance(20)) add_child(node, chance(50) ? Kind::deep : Kind::shallow, depth + 1);
}

// Legal targets somewhere below `within`: one node, or one in each of several regions of a parallel.
std::vector<RandomNode*> RandomChart::targets_in(RandomNode& within) {
    std::vector<RandomNode*> below;
    for (auto* node : all_)
        if (node->is_below(&within)) below.push_back(node);
    auto* pick = below[up_to(below.size() - 1)];
    if (pick->kind != RandomNode::Kind::parallel || chance(40)) return {pick};
    std::vector<RandomNode*> targets;
    for (auto* region : pick->states()) {
        if (!targets.empty() && chance(30)) continue;
        if (region->kind == RandomNode::Kind::state && region->states().empty()) {
            targets.push_back(region);
        } else {
            for (auto* target : targets_in(*region)) targets.push_back(target);
        }
    }
    return targets;
}

void RandomChart::connect_defaults(RandomNode& node) {
    for (const auto& child : node.children) connect_defaults(*child);
    if (node.states().empty() && !node.is_history()) return;
    if (node.kind == RandomNode::Kind::parallel) return;
    node.initial = std::make_unique<RandomTransition>();
    node.initial->source = &node;
    node.initial->label = "default of " + node.id;
    if (node.is_history()) {
        const auto siblings = node.parent->states();
        if (node.kind == RandomNode::Kind::shallow) {
            node.initial->targets = {siblings[up_to(siblings.size() - 1)]};
        } else {
            do {
                node.initial->targets = targets_in(*node.parent);
            } while (node.initial->targets[0]->is_history() &&
                     node.initial->targets[0]->parent == node.parent);
        }
        return;
    }
    node.initial_is_element = node.kind != RandomNode::Kind::root && chance(40);
    node.initial->targets = targets_in(node);
}

std::string RandomChart::descriptor() {
    constexpr const char* fixed[] = {"a", "b", "a.x", "c", "c.*", "*", "in", "done", "in.y."};
    if (chance(85)) return fixed[up_to(std::size(fixed) - 1)];
    return "done.state." + all_[up_to(all_.size() - 1)]->id;
}

std::string RandomChart::event() {
    constexpr const char* names[] = {"a", "b", "a.x", "c", "c.z", "d"};
    return names[up_to(std::size(names) - 1)];
}

std::unique_ptr<RandomTransition> RandomChart::transition(RandomNode& source) {
    auto result = std::make_unique<RandomTransition>();
    result->source = &source;
    result->label = "t" + std::to_string(++labels_);
    const bool eventless = chance(8);
    for (std::size_t i = eventless ? 0 : 1 + up_to(1); i > 0; --i) result->events.push_back(descriptor());
    if (eventless || chance(25)) {
        do result->guard = all_[up_to(all_.size() - 1)];
        while (result->guard->is_history());
    }
    result->internal = chance(35);
    if (!chance(12)) result->targets = targets_in(chance(45) && !source.states().empty() ? source : *root_);
    if (chance(20)) result->raises = chance(50) ? "in" : "in.y";
    return result;
}

void RandomChart::connect(RandomNode& node) {
    for (const auto& child : node.children) connect(*child);
    if (node.kind == RandomNode::Kind::root || node.kind == RandomNode::Kind::final_state ||
        node.is_history()) {
        if (node.kind == RandomNode::Kind::final_state && chance(10)) node.raises_on_entry = "in";
        return;
    }
    if (chance(10)) node.raises_on_entry = "in";
    for (std::size_t i = up_to(3); i > 0; --i) node.transitions.push_back(transition(node));
}

namespace {

std::string content(const RandomTransition& transition) {
    auto text = "<log label=\"" + transition.label + "\"/>";
    if (!transition.raises.empty()) text += "<raise event=\"" + transition.raises + "\"/>";
    return text;
}

std::string ids(const std::vector<RandomNode*>& nodes) {
    std::string text;
    for (const auto* node : nodes) text += (text.empty() ? "" : " ") + node->id;
    return text;
}

std::string written(const RandomTransition& transition) {
    std::string text = "<transition";
    if (!transition.events.empty()) {
        text += " event=\"";
        for (const auto& event : transition.events)
            text += (&event == transition.events.data() ? "" : " ") + event;
        text += "\"";
    }
    if (transition.guard != nullptr) text += " cond=\"In('" + transition.guard->id + "')\"";
    if (transition.internal) text += " type=\"internal\"";
    if (!transition.targets.empty()) text += " target=\"" + ids(transition.targets) + "\"";
    return text + ">" + content(transition) + "</transition>\n";
}

std::string written(const RandomNode& node, const std::string& indent) {
    using Kind = RandomNode::Kind;
    if (node.is_history())
        return indent + "<history id=\"" + node.id + "\" type=\"" +
               (node.kind == Kind::deep ? "deep" : "shallow") + "\">" + written(*node.initial) + indent +
               "</history>\n";
    const std::string name = node.kind == Kind::parallel      ? "parallel"
                             : node.kind == Kind::final_state ? "final"
                                                              : "state";
    auto text = indent + "<" + name + " id=\"" + node.id + "\"";
    if (node.initial && !node.initial_is_element) text += " initial=\"" + ids(node.initial->targets) + "\"";
    text += ">\n";
    const auto inner = indent + "  ";
    if (node.initial && node.initial_is_element)
        text += inner + "<initial>" + written(*node.initial) + inner + "</initial>\n";
    text += inner + "<onentry><log label=\"+" + node.id + "\"/>";
    if (!node.raises_on_entry.empty()) text += "<raise event=\"" + node.raises_on_entry + "\"/>";
    text += "</onentry>\n" + inner + "<onexit><log label=\"-" + node.id + "\"/></onexit>\n";
    for (const auto& transition : node.transitions) text += inner + written(*transition);
    for (const auto& child : node.children) text += written(*child, inner);
    return text + indent + "</" + name + ">\n";
}

}  // namespace

std::string RandomChart::scxml() const {
    auto text =
        "<scxml xmlns=\"http://www.w3.org/2005/07/scxml\" version=\"1.0\" datamodel=\"null\" initial=\"" +
        ids(root_->initial->targets) + "\">\n";
    for (const auto& child : root_->children) text += written(*child, "  ");
    return text + "</scxml>\n";
}

}  // namespace waymark::states
