#include "tests/states/interpreter/appendix_d.hpp"

#include <algorithm>

namespace waymark::states {

namespace {

template <class T>
bool has(const std::vector<T>& set, T element) {
    return std::find(set.begin(), set.end(), element) != set.end();
}
template <class T>
void add(std::vector<T>& set, T element) {
    if (!has(set, element)) set.push_back(element);
}
std::vector<const RandomNode*> in_document_order(std::vector<const RandomNode*> nodes) {
    std::sort(nodes.begin(), nodes.end(), [](const auto* a, const auto* b) { return a->order < b->order; });
    return nodes;
}

// 3.12.1: token by token.
bool name_match(const std::string& descriptor, const std::string& name) {
    if (descriptor == "*") return true;
    auto prefix = descriptor;
    if (prefix.size() > 2 && prefix.substr(prefix.size() - 2) == ".*") prefix.resize(prefix.size() - 2);
    if (!prefix.empty() && prefix.back() == '.') prefix.pop_back();
    return name == prefix || name.rfind(prefix + ".", 0) == 0;
}

bool is_compound_or_root(const RandomNode* node) {
    return node->is_compound() || node->kind == RandomNode::Kind::root;
}

}  // namespace

void AppendixD::interpret() {
    running_ = true;
    enter_states({root_.initial.get()});
    finish_macrostep();
}

void AppendixD::external(const std::string& event) {
    if (!running_) return;
    const auto enabled = select(&event);
    if (!enabled.empty()) microstep(enabled);
    finish_macrostep();
}

void AppendixD::finish_macrostep() {
    for (int rounds = 0; running_; ++rounds) {
        if (rounds > 100) {
            gave_up_ = true;
            return;
        }
        auto enabled = select(nullptr);
        if (enabled.empty()) {
            if (internal_.empty()) return;
            const auto event = internal_.front();
            internal_.pop_front();
            enabled = select(&event);
        }
        if (!enabled.empty()) microstep(enabled);
    }
    exit_interpreter();
}

void AppendixD::exit_interpreter() {
    auto to_exit = in_document_order(configuration_);
    std::reverse(to_exit.begin(), to_exit.end());
    for (const auto* s : to_exit) log_.push_back("-" + s->id);
}

bool AppendixD::condition(Transition transition) const {
    return transition->guard == nullptr || has(configuration_, transition->guard);
}

AppendixD::Transitions AppendixD::select(const std::string* event) {
    Transitions enabled;
    Nodes atomic;
    for (const auto* s : configuration_)
        if (s->is_atomic()) atomic.push_back(s);
    const auto matches = [&](Transition t) {
        if (event == nullptr) return t->events.empty();
        return std::any_of(t->events.begin(), t->events.end(),
                           [&](const auto& d) { return name_match(d, *event); });
    };
    for (const auto* state : in_document_order(atomic)) {
        bool found = false;
        for (Node s = state; s != nullptr && !found; s = s->parent)
            for (const auto& t : s->transitions)
                if (matches(t.get()) && condition(t.get())) {
                    add<Transition>(enabled, t.get());
                    found = true;
                    break;
                }
    }
    return remove_conflicting(enabled);
}

AppendixD::Transitions AppendixD::remove_conflicting(const Transitions& enabled) {
    Transitions filtered;
    for (const auto* t1 : enabled) {
        bool t1_preempted = false;
        Transitions to_remove;
        for (const auto* t2 : filtered) {
            const auto exit1 = compute_exit_set({t1}), exit2 = compute_exit_set({t2});
            if (!std::any_of(exit1.begin(), exit1.end(), [&](Node s) { return has(exit2, s); })) continue;
            ++preemptions_;
            if (t1->source->is_below(t2->source)) {
                add(to_remove, t2);
            } else {
                t1_preempted = true;
                break;
            }
        }
        if (t1_preempted) continue;
        for (const auto* t3 : to_remove) filtered.erase(std::find(filtered.begin(), filtered.end(), t3));
        add(filtered, t1);
    }
    return filtered;
}

void AppendixD::microstep(const Transitions& enabled) {
    exit_states(enabled);
    for (const auto* t : enabled) execute(t);
    enter_states(enabled);
}

void AppendixD::execute(Transition transition) {
    log_.push_back(transition->label);
    if (!transition->raises.empty()) internal_.push_back(transition->raises);
}

void AppendixD::exit_states(const Transitions& enabled) {
    auto to_exit = in_document_order(compute_exit_set(enabled));
    std::reverse(to_exit.begin(), to_exit.end());
    for (const auto* s : to_exit)
        for (const auto& h : s->children) {
            if (!h->is_history()) continue;
            auto& value = history_[h.get()];
            value.clear();
            for (const auto* s0 : configuration_)
                if (h->kind == RandomNode::Kind::deep ? s0->is_atomic() && s0->is_below(s) : s0->parent == s)
                    value.push_back(s0);
        }
    for (const auto* s : to_exit) {
        log_.push_back("-" + s->id);
        configuration_.erase(std::find(configuration_.begin(), configuration_.end(), s));
    }
}

AppendixD::Nodes AppendixD::compute_exit_set(const Transitions& transitions) const {
    Nodes to_exit;
    for (const auto* t : transitions)
        if (!t->targets.empty()) {
            const auto* top = domain(t);
            for (const auto* s : configuration_)
                if (s->is_below(top)) add(to_exit, s);
        }
    return to_exit;
}

void AppendixD::enter_states(const Transitions& enabled) {
    to_enter_.clear();
    default_entry_.clear();
    default_history_.clear();
    compute_entry_set(enabled);
    for (const auto* s : in_document_order(to_enter_)) {
        add(configuration_, s);
        log_.push_back("+" + s->id);
        if (!s->raises_on_entry.empty()) internal_.push_back(s->raises_on_entry);
        if (has(default_entry_, s) && s->initial_is_element) execute(s->initial.get());
        if (default_history_.contains(s)) execute(default_history_[s]);
        if (s->kind != RandomNode::Kind::final_state) continue;
        if (s->parent->kind == RandomNode::Kind::root) {
            running_ = false;
            continue;
        }
        const auto* parent = s->parent;
        const auto* grandparent = parent->parent;
        internal_.push_back("done.state." + parent->id);
        if (grandparent->kind != RandomNode::Kind::parallel) continue;
        const auto regions = grandparent->states();
        if (std::all_of(regions.begin(), regions.end(), [&](Node r) { return in_final_state(r); }))
            internal_.push_back("done.state." + grandparent->id);
    }
}

void AppendixD::compute_entry_set(const Transitions& transitions) {
    for (const auto* t : transitions) {
        for (const auto* s : t->targets) add_descendants(s);
        const auto* ancestor = domain(t);
        for (const auto* s : effective_targets(t)) add_ancestors(s, ancestor);
    }
}

void AppendixD::add_descendants(Node state) {
    if (state->is_history()) {
        if (const auto it = history_.find(state); it != history_.end() && !it->second.empty()) {
            for (const auto* s : it->second) add_descendants(s);
            for (const auto* s : it->second) add_ancestors(s, state->parent);
        } else {
            default_history_[state->parent] = state->initial.get();
            for (const auto* s : state->initial->targets) add_descendants(s);
            for (const auto* s : state->initial->targets) add_ancestors(s, state->parent);
        }
        return;
    }
    add(to_enter_, state);
    if (state->is_compound()) {
        add(default_entry_, state);
        for (const auto* s : state->initial->targets) add_descendants(s);
        for (const auto* s : state->initial->targets) add_ancestors(s, state);
    } else if (state->kind == RandomNode::Kind::parallel) {
        fill(state);
    }
}

void AppendixD::fill(Node parallel) {
    for (const auto* child : parallel->states())
        if (!std::any_of(to_enter_.begin(), to_enter_.end(), [&](Node s) { return s->is_below(child); }))
            add_descendants(child);
}

void AppendixD::add_ancestors(Node state, Node ancestor) {
    if (!state->is_below(ancestor)) return;
    for (Node anc = state->parent; anc != ancestor; anc = anc->parent) {
        add(to_enter_, anc);
        if (anc->kind == RandomNode::Kind::parallel) fill(anc);
    }
}

bool AppendixD::in_final_state(Node state) const {
    const auto children = state->states();
    if (state->is_compound())
        return std::any_of(children.begin(), children.end(), [&](Node s) {
            return s->kind == RandomNode::Kind::final_state && has(configuration_, s);
        });
    if (state->kind == RandomNode::Kind::parallel)
        return std::all_of(children.begin(), children.end(), [&](Node s) { return in_final_state(s); });
    return false;
}

AppendixD::Node AppendixD::domain(Transition transition) const {
    const auto targets = effective_targets(transition);
    if (targets.empty()) return nullptr;
    const auto all_below = [&](Node ancestor) {
        return std::all_of(targets.begin(), targets.end(), [&](Node s) { return s->is_below(ancestor); });
    };
    if (transition->source == &root_) return &root_;
    if (transition->internal && transition->source->is_compound() && all_below(transition->source))
        return transition->source;
    for (Node anc = transition->source->parent; anc != nullptr; anc = anc->parent)
        if (is_compound_or_root(anc) && all_below(anc)) return anc;
    return nullptr;
}

AppendixD::Nodes AppendixD::effective_targets(Transition transition) const {
    Nodes targets;
    for (const auto* s : transition->targets) {
        if (!s->is_history()) {
            add<Node>(targets, s);
        } else if (const auto it = history_.find(s); it != history_.end() && !it->second.empty()) {
            for (const auto* recorded : it->second) add(targets, recorded);
        } else {
            for (const auto* below : effective_targets(s->initial.get())) add(targets, below);
        }
    }
    return targets;
}

std::vector<std::string> AppendixD::configuration() const {
    std::vector<std::string> ids;
    for (const auto* s : in_document_order(configuration_))
        if (s->is_atomic()) ids.push_back(s->id);
    return ids;
}

}  // namespace waymark::states
