// form-lacks-member, form-contradicted, form-optional: what a transition's expressions take for granted about
// the data of its events, against the forms and parameters that this data comes from. Only what is certain is
// said: a form that is open, or a sender that is not known, settles nothing.
#include <algorithm>
#include <map>
#include <set>

#include "states/checks/shapes.hpp"
#include "states/checks/survey.hpp"

namespace waymark::states {

namespace {

using Path = std::vector<std::string>;

std::string text_of(const Path& path) {
    std::string text = "_event.data";
    for (const auto& name : path) text += "." + name;
    return text;
}

/// The members behind `_event.data` that a chain names; nothing for any other expression.
std::optional<Path> data_path(const ExpressionTree& tree, NodeIndex index) {
    const auto& node = tree.nodes[index];
    if (node.operation != Operation::member && node.operation != Operation::index) return {};
    if (node.operation == Operation::member && node.detail == 1) return Path{};
    auto path = data_path(tree, node.a);
    if (!path) return {};
    if (node.operation == Operation::member) {
        path->push_back(tree.names[node.b]);
        return path;
    }
    const auto& key = tree.nodes[node.b];
    if (key.operation != Operation::constant || !tree.constants[key.a].is_string()) return {};
    path->push_back(tree.constants[key.a].string());
    return path;
}

bool is_comparison(Operation operation) {
    return operation >= Operation::less && operation <= Operation::strictly_not_equal;
}
bool is_equality(Operation operation) {
    return operation >= Operation::equal && operation <= Operation::strictly_not_equal;
}
bool is_arithmetic(Operation operation) {
    return operation >= Operation::subtract && operation <= Operation::bit_xor;
}
/// Where `undefined` gives an error, NaN or the word "undefined".
bool needs_a_value(Operation operation) {
    return operation == Operation::add || is_arithmetic(operation) || operation == Operation::less ||
           operation == Operation::less_equal || operation == Operation::greater ||
           operation == Operation::greater_equal;
}

/// Adds the paths that a condition names, and what stands before their last members.
void mention(const ExpressionTree& tree, NodeIndex index, std::set<std::string>& into) {
    if (const auto path = data_path(tree, index)) {
        Path prefix;
        for (const auto& name : *path) {
            prefix.push_back(name);
            into.insert(text_of(prefix));
        }
    }
    for (const auto child : children(tree, index)) mention(tree, child, into);
}

/// Which paths the guards of a chart ask for, by event. Events that begin with the same token count as one:
/// of several transitions for an event, an earlier one's guard may have sorted the cases out.
class GuardBook {
  public:
    explicit GuardBook(const Subject& subject) {
        for (const auto& use : subject.survey.uses) {
            if (use.kind != Use::Kind::guard || !use.root) continue;
            std::set<std::string> paths;
            mention(subject.survey.tree, *use.root, paths);
            for (const auto& key : keys(subject.program.transitions[use.moment.transition]))
                for (const auto& path : paths) ++asked_[key][path];
        }
    }

    /// Does a guard of one of the transition's events ask for the path? `own`: not counting its own.
    [[nodiscard]] bool asks(const TransitionNode& transition, const std::string& path, bool own) const {
        auto looked_up = keys(transition);
        looked_up.emplace();  // "*" takes it as well
        return std::ranges::any_of(looked_up, [&](const std::string& key) {
            const auto event = asked_.find(key);
            if (event == asked_.end()) return false;
            const auto found = event->second.find(path);
            return found != event->second.end() && found->second > (own ? 1 : 0);
        });
    }

  private:
    static std::set<std::string> keys(const TransitionNode& transition) {
        std::set<std::string> keys;
        for (const auto& descriptor : transition.descriptors)
            keys.insert(descriptor.substr(0, descriptor.find('.')));
        return keys;
    }
    std::map<std::string, std::map<std::string, int>> asked_;
};

class Reading {
  public:
    Reading(const Subject& subject, const Shapes& shapes, const GuardBook& book, const Use& use)
        : subject_(subject), tree_(subject.survey.tree), shapes_(shapes), book_(book), use_(use) {
        constexpr int farthest = 100;
        int conditions = 0;
        for (auto c = use.moment.condition; c != no_use; c = subject.survey.uses[c].moment.condition) {
            all_guarded_ = ++conditions > farthest;
            if (all_guarded_) break;
            if (const auto root = subject.survey.uses[c].root) mention(tree_, *root, guarded_);
        }
    }

    void read(NodeIndex index) {
        const auto& node = tree_.nodes[index];
        if (const auto path = data_path(tree_, index)) {
            check_member(*path);
            read_parts(index);
            return;
        }
        if (is_comparison(node.operation)) {
            compare(node.operation, node.a, node.b);
            compare(node.operation, node.b, node.a);
        }
        if (is_arithmetic(node.operation)) {
            calculate(node.a);
            calculate(node.b);
        }
        if (needs_a_value(node.operation)) {
            need(node.a);
            need(node.b);
        }
        if (node.operation == Operation::method || node.operation == Operation::member ||
            node.operation == Operation::index)
            need(node.a);
        const bool parts = node.operation == Operation::both || node.operation == Operation::either ||
                           node.operation == Operation::conditional;
        const auto before = guarded_;
        bool first = true;
        for (const auto child : children(tree_, index)) {
            read(child);
            if (parts && first) mention(tree_, child, guarded_);
            first = false;
        }
        guarded_ = before;
    }

  private:
    // What a chain reads on its way: a.b of a.b.c must be there.
    void read_parts(NodeIndex index) {
        const auto& node = tree_.nodes[index];
        if (node.operation == Operation::member && node.detail == 1) return;
        const auto path = data_path(tree_, node.a);
        if (path && !path->empty()) need(node.a);
        read_parts(node.a);
    }

    void check_member(const Path& path) {
        if (path.empty() || !shapes_.lack(path)) return;
        find("form-lacks-member", text_of(path) + " is never given: " + shapes_.who() +
                                      " no such member. Add it there, or correct the name.");
    }

    void compare(Operation operation, NodeIndex one, NodeIndex other) {
        const auto path = data_path(tree_, one);
        const auto& constant = tree_.nodes[other];
        if (!path || constant.operation != Operation::constant) return;
        const auto& value = tree_.constants[constant.a];
        if (value.is_null() || value.is_undefined()) return;
        const auto type = shapes_.type(*path);
        if (type.empty()) return;
        if (type != Shapes::type_name(value))
            find("form-contradicted",
                 text_of(*path) + " is a " + type + " by its form, and is compared with the " +
                     Shapes::type_name(value) + " " + to_json(value) + "; correct one of the two.");
        else if (is_equality(operation) && !shapes_.may_be(*path, value))
            find("form-contradicted", text_of(*path) + " is never " + to_json(value) +
                                          " by the enum of its form; correct one of the two.");
    }

    void calculate(NodeIndex operand) {
        const auto path = data_path(tree_, operand);
        if (!path) return;
        const auto type = shapes_.type(*path);
        if (!type.empty() && type != "number")
            find("form-contradicted", text_of(*path) + " is a " + type +
                                          " by its form, and is calculated with; correct one of the two.");
    }

    void need(NodeIndex operand) {
        const auto path = data_path(tree_, operand);
        if (!path || !taken_for_granted(*path)) return;
        // Of a.b where a may be missing too, a is told.
        if (path->size() > 1 && taken_for_granted(Path(path->begin(), path->end() - 1))) return;
        const auto text = text_of(*path);
        find("form-optional", text +
                                  " may be left out by its form, and is taken for granted here: ask for it "
                                  "first (\"" +
                                  text + " ? … : …\"), or require it.");
    }

    [[nodiscard]] bool taken_for_granted(const Path& path) const {
        if (path.empty() || all_guarded_ || guarded_.contains(text_of(path)) || !shapes_.optional(path))
            return false;
        const auto& transition = subject_.program.transitions[use_.moment.transition];
        return !book_.asks(transition, text_of(path), use_.kind == Use::Kind::guard);
    }

    void find(std::string_view code, std::string message) {
        subject_.findings.add(code, use_.code->place, std::move(message));
    }

    const Subject& subject_;
    const ExpressionTree& tree_;
    const Shapes& shapes_;
    const GuardBook& book_;
    const Use& use_;
    std::set<std::string> guarded_;
    bool all_guarded_ = false;  // it hangs on more conditions than are looked at
};

}  // namespace

void check_forms(const Subject& subject) {
    const auto& program = subject.program;
    const GuardBook book(subject);
    std::optional<Shapes> shapes;
    auto of = no_index;
    for (const auto& use : subject.survey.uses) {
        if (!use.root || use.moment.transition == no_index) continue;
        const auto& transition = program.transitions[use.moment.transition];
        if (transition.descriptors.empty()) continue;
        if (of != use.moment.transition) shapes.emplace(subject, transition);
        of = use.moment.transition;
        if (shapes->known()) Reading(subject, *shapes, book, use).read(*use.root);
    }
}

}  // namespace waymark::states
