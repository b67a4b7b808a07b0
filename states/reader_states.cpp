// States, pseudo-states and transitions: first all states get their numbers, so that targets can be resolved
// in one walk.
#include <algorithm>

#include "states/reader.hpp"

namespace waymark::states {

namespace {

constexpr std::size_t longest_id = 256;

StateKind kind_of(const Element& element) {
    if (element.name == "scxml") return StateKind::root;
    if (element.name == "parallel") return StateKind::parallel;
    if (element.name == "final") return StateKind::final_state;
    if (element.name == "history") {
        const auto* type = element.find("type");
        return type != nullptr && type->value == "deep" ? StateKind::deep_history
                                                        : StateKind::shallow_history;
    }
    const bool compound =
        std::any_of(element.children.begin(), element.children.end(),
                    [](const auto& child) { return is_state_element(*child) && child->name != "history"; });
    return compound ? StateKind::compound : StateKind::atomic;
}

bool is_name(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u >= '0' && u <= '9') || (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || u == '_' ||
               u == '-' || u == '.' || u >= 0x80;
    });
}

// "foo", "foo." and "foo.*" are the same descriptor (3.12.1); "*" is the one without tokens.
std::string descriptor(std::string_view written) {
    if (written.ends_with('*')) written.remove_suffix(1);
    if (written.ends_with('.')) written.remove_suffix(1);
    return std::string(written);
}

}  // namespace

bool is_state_element(const Element& element) {
    return is_scxml(element) && (element.name == "state" || element.name == "parallel" ||
                                 element.name == "final" || element.name == "history");
}

void Reader::number(const Element& element, StateIndex parent) {
    const auto index = static_cast<StateIndex>(program_->states.size());
    numbers_.emplace(&element, index);
    {
        auto& node = program_->states.emplace_back();
        node.kind = kind_of(element);
        node.parent = parent;
        node.place = element.place;
        if (node.kind == StateKind::shallow_history || node.kind == StateKind::deep_history) {
            node.history = static_cast<std::uint32_t>(program_->histories.size());
            program_->histories.push_back(index);
        }
    }
    if (parent != no_index) {
        auto& above = program_->states[parent];
        (program_->is_history(index) ? above.histories : above.children).push_back(index);
        take_id(element, index);
    }
    for (const auto& child : element.children)
        if (is_state_element(*child) && element.name != "final" && element.name != "history")
            number(*child, index);
    program_->states[index].end = static_cast<StateIndex>(program_->states.size());
}

void Reader::take_id(const Element& element, StateIndex state) {
    auto& node = program_->states[state];
    const auto* id = element.find("id");
    if (id == nullptr) {
        node.id = "_" + element.name + "_" + std::to_string(state);
    } else if (!is_name(id->value) || id->value.size() > longest_id) {
        find("bad-id", id->place,
             "An id consists of letters, digits, '_', '-' and '.', at most 256 bytes; rename the state.");
        return;
    } else {
        node.id = id->value;
    }
    const auto [first, is_new] = program_->state_ids.emplace(node.id, state);
    if (!is_new)
        find("duplicate-id", id == nullptr ? element.place : id->place,
             "The id \"" + node.id + "\" is already taken in line " +
                 std::to_string(program_->states[first->second].place.line) + "; rename one of the two.");
    node.done_event = "done.state." + node.id;
}

void Reader::walk(const Element& element) {
    const auto state = numbers_.at(&element);
    if (program_->is_history(state))
        read_history(element, state);
    else
        read_state(element, state);
}

void Reader::read_state(const Element& element, StateIndex state) {
    const auto& name = element.name;
    if (name == "scxml")
        check_children(element, {"state", "parallel", "final", "datamodel"},
                       {"title", "description", "event", "start"});
    else if (name == "state")
        check_children(element,
                       {"onentry", "onexit", "transition", "initial", "state", "parallel", "final", "history",
                        "datamodel"},
                       {"title", "description"});
    else if (name == "parallel")
        check_children(element,
                       {"onentry", "onexit", "transition", "state", "parallel", "history", "datamodel"},
                       {"title", "description"});
    else
        check_children(element, {"onentry", "onexit", "donedata"}, {"title", "description"});
    {
        Text title, description;
        read_texts(element, title, description);
        program_->states[state].title = std::move(title);
        program_->states[state].description = std::move(description);
        if (const auto* awaits = element.find(waymark_namespace, "awaits"))
            for (const auto role : words_of(awaits->value)) program_->states[state].awaits.emplace_back(role);
        program_->states[state].resting = read_resting(element);
    }
    read_default_entry(element, state);
    for (const auto& child : element.children) {
        if (child->space == waymark_namespace && name == "scxml") read_event_declaration(*child);
        if (!is_scxml(*child)) continue;
        if (is_state_element(*child)) {
            if (numbers_.contains(child.get())) walk(*child);
        } else if (child->name == "transition" && name != "scxml" && name != "final") {
            const auto transition = read_transition(*child, state, false);
            program_->states[state].transitions.push_back(transition);
        } else if (child->name == "onentry" || child->name == "onexit") {
            auto block = read_block(*child);
            auto& node = program_->states[state];
            (child->name == "onentry" ? node.on_entry : node.on_exit).push_back(std::move(block));
        } else if (child->name == "datamodel") {
            read_data(*child, state);
        } else if (child->name == "donedata" && name == "final") {
            check_children(*child, {"param", "content"});
            program_->states[state].done_data = read_payload(*child);
        }
    }
}

// How a compound state, or the document, is entered when nothing below it is named: its initial attribute,
// its <initial>, or its first child (3.3.2).
void Reader::read_default_entry(const Element& element, StateIndex state) {
    if (!program_->is_compound(state)) {
        if (const auto* initial = element.find("initial"); initial != nullptr && element.name == "state")
            find("illegal-initial", initial->place,
                 "A state without child states takes no initial; remove it.");
        for (const auto& child : element.children)
            if (is_scxml(*child, "initial") && element.name == "state")
                find("illegal-initial", child->place,
                     "A state without child states takes no <initial>; remove it.");
        return;
    }
    const auto* attribute = element.find("initial");
    const Element* initial = nullptr;
    for (const auto& child : element.children)
        if (is_scxml(*child, "initial") && element.name == "state") {
            if (attribute != nullptr || initial != nullptr)
                find("illegal-initial", child->place,
                     "The default entry of a state is given once: remove the others.");
            initial = child.get();
        }
    if (attribute != nullptr) {
        auto list = targets(*attribute);
        if (!list.empty()) {
            check_within(list, state, *attribute);
            check_specification(list, *attribute);
        }
        if (list.empty())
            list = {program_->states[state].children[0]};  // already reported, unless it was left empty
        program_->states[state].initial = default_transition(state, std::move(list), attribute->place);
    } else if (initial != nullptr) {
        read_initial(*initial, state);
    } else {
        const auto first = program_->states[state].children[0];
        program_->states[state].initial = default_transition(state, {first}, element.place);
    }
}

TransitionIndex Reader::default_transition(StateIndex source, std::vector<StateIndex> targets, Place place) {
    auto& transition = program_->transitions.emplace_back();
    transition.source = source;
    transition.targets = std::move(targets);
    transition.place = place;
    return static_cast<TransitionIndex>(program_->transitions.size() - 1);
}

void Reader::read_initial(const Element& element, StateIndex state) {
    check_children(element, {"transition"});
    for (const auto& child : element.children) {
        if (!is_scxml(*child, "transition")) continue;
        const auto transition = read_transition(*child, state, true);
        if (const auto* target = child->find("target"))
            check_within(program_->transitions[transition].targets, state, *target);
        program_->states[state].initial = transition;
    }
    if (program_->states[state].initial == no_index) {
        find("illegal-initial", element.place, "<initial> needs a <transition target=…>.");
        program_->states[state].initial =
            default_transition(state, {program_->states[state].children[0]}, element.place);
    }
}

void Reader::read_history(const Element& element, StateIndex state) {
    check_children(element, {"transition"});
    if (const auto* type = element.find("type");
        type != nullptr && type->value != "deep" && type->value != "shallow")
        find("bad-attribute", type->place, "The type of a <history> is \"shallow\" or \"deep\".");
    for (const auto& child : element.children) {
        if (!is_scxml(*child, "transition")) continue;
        const auto transition = read_transition(*child, state, true);
        if (const auto* target = child->find("target"))
            check_history_targets(program_->transitions[transition].targets, state, *target);
        program_->states[state].initial = transition;
    }
}

TransitionIndex Reader::read_transition(const Element& element, StateIndex source, bool pseudo) {
    const auto index = static_cast<TransitionIndex>(program_->transitions.size());
    program_->transitions.emplace_back();
    TransitionNode node;
    node.source = source;
    node.place = element.place;
    const auto *event = element.find("event"), *cond = element.find("cond"), *target = element.find("target");
    if (pseudo) {
        if (event != nullptr || cond != nullptr)
            find("illegal-initial", element.place,
                 "The transition of an <initial> or <history> takes no event and no cond.");
        if (target == nullptr || words_of(target->value).empty())
            find("missing-attribute", element.place,
                 "The transition of an <initial> or <history> needs a target.");
    } else if (event == nullptr && cond == nullptr && target == nullptr) {
        find("missing-attribute", element.place, "<transition> needs an event, a cond or a target.");
    }
    if (event != nullptr) {
        for (const auto written : words_of(event->value)) {
            if (written.size() > longest_id)
                find("bad-attribute", event->place, "The name of an event has at most 256 bytes.");
            node.descriptors.push_back(descriptor(written));
        }
        if (node.descriptors.empty())
            find("bad-attribute", event->place, "The list of events is empty; name one, or remove it.");
    }
    if (const auto* type = element.find("type")) {
        node.internal = type->value == "internal";
        if (type->value != "internal" && type->value != "external")
            find("bad-attribute", type->place, "The type of a <transition> is \"external\" or \"internal\".");
    }
    if (cond != nullptr) node.condition = code(*cond);
    if (target != nullptr) {
        node.targets = targets(*target);
        check_specification(node.targets, *target);
    }
    node.block = read_block(element);
    read_transition_extras(element, node);
    program_->transitions[index] = std::move(node);
    return index;
}

}  // namespace waymark::states
