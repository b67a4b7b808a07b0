// Executable content (SCXML 4, 5.4, 6.2, 6.3).
#include "states/reader.hpp"
#include "states/step.hpp"

namespace waymark::states {

namespace {

bool has_text(const Element& element) {
    return element.text.find_first_not_of(" \t\r\n") != std::string::npos;
}

}  // namespace

Block Reader::read_block(const Element& parent) {
    check_children(parent, {"raise", "if", "elseif", "else", "foreach", "log", "assign", "send", "cancel"},
                   parent.name == "transition" ? Names{"reason"} : Names{});
    Block block;
    for (const auto& child : parent.children) {
        if (!is_scxml(*child)) continue;
        if (child->name == "elseif" || child->name == "else") {
            find("unknown-element", child->place, "<" + child->name + "> belongs directly into an <if>.");
        } else if (auto action = read_action(*child)) {
            block.push_back(std::move(*action));
        }
    }
    return block;
}

std::optional<Action> Reader::read_action(const Element& element) {
    const auto place = element.place;
    const auto& name = element.name;
    if (name == "raise") {
        check_children(element, {});
        const auto* event = required(element, "event");
        return Action{Raise{event == nullptr ? std::string() : word(event->value)}, place};
    }
    if (name == "if") return Action{read_if(element), place};
    if (name == "foreach") return Action{read_foreach(element), place};
    if (name == "assign") return Action{read_assign(element), place};
    if (name == "send") return Action{read_send(element), place};
    if (name == "cancel") return Action{read_cancel(element), place};
    if (name == "log") {
        check_children(element, {});
        Log log;
        if (const auto* label = element.find("label")) log.label = label->value;
        if (const auto* value = element.find("expr")) log.value = code(*value);
        return Action{std::move(log), place};
    }
    return {};
}

// <elseif/> and <else/> are empty and stand between the elements that they part.
Choose Reader::read_if(const Element& element) {
    check_children(element, {"raise", "if", "elseif", "else", "foreach", "log", "assign", "send", "cancel"});
    Choose choose;
    const auto* first = required(element, "cond");
    choose.branches.emplace_back();
    if (first != nullptr) choose.branches[0].condition = code(*first);
    bool after_else = false;
    for (const auto& child : element.children) {
        if (!is_scxml(*child)) continue;
        if (child->name == "elseif" || child->name == "else") {
            check_children(*child, {});
            if (after_else)
                find("unknown-element", child->place, "<else> is the last part of an <if>; move it behind.");
            after_else = child->name == "else";
            auto& branch = choose.branches.emplace_back();
            if (!after_else)
                if (const auto* cond = required(*child, "cond")) branch.condition = code(*cond);
        } else if (auto action = read_action(*child)) {
            choose.branches.back().block.push_back(std::move(*action));
        }
    }
    return choose;
}

Foreach Reader::read_foreach(const Element& element) {
    refuse_in_null_model(element);
    Foreach foreach;
    if (const auto* array = required(element, "array"))
        foreach
            .array = code(*array);
    const auto slot = [&](const Attribute& attribute) {
        const auto found = program_->variables.find(attribute.value);
        if (!found)
            foreach
                .fault = "\"" + attribute.value + "\" is no name for a variable";
        return found.value_or(0);
    };
    if (const auto* item = required(element, "item"))
        foreach
            .item = slot(*item);
    if (const auto* index = element.find("index"))
        foreach
            .index = slot(*index);
    foreach
        .block = read_block(element);
    return foreach;
}

Assign Reader::read_assign(const Element& element) {
    refuse_in_null_model(element);
    check_children(element, {});
    Assign assign;
    if (const auto* location = required(element, "location")) assign.location = code(*location, true);
    const bool filled = has_text(element) || !element.children.empty();
    if (const auto* value = element.find("expr")) {
        assign.code = code(*value);
        if (filled)
            find("bad-attribute", value->place, "<assign> takes expr or content, not both; remove one.");
    } else if (filled) {
        assign.content = content_value(element);
    } else {
        find("missing-attribute", element.place, "<assign> needs an expr or content.");
    }
    return assign;
}

Computed Reader::computed(const Element& element, std::string_view attribute, std::string_view expression) {
    Computed computed;
    exclusive(element, attribute, expression);
    if (const auto* plain = element.find(attribute)) computed.text = word(plain->value);
    if (const auto* given = element.find(expression)) computed.code = code(*given);
    return computed;
}

SendAction Reader::read_send(const Element& element) {
    check_children(element, {"param", "content"});
    SendAction send;
    send.event = computed(element, "event", "eventexpr");
    send.target = computed(element, "target", "targetexpr");
    send.type = computed(element, "type", "typeexpr");
    send.delay = computed(element, "delay", "delayexpr");
    exclusive(element, "id", "idlocation");
    word(scxml_processor);  // the type that a send has when it names none
    if (const auto* id = element.find("id")) send.id = word(id->value);
    if (const auto* location = element.find("idlocation")) send.id_location = code(*location, true);
    send.payload = read_payload(element);
    if (const auto* others = element.find(waymark_namespace, "superseded-by"))
        for (const auto id : words_of(others->value)) send.superseded_by.push_back(word(id));
    check_send(element, send);
    return send;
}

void Reader::check_send(const Element& element, const SendAction& send) {
    const bool own_processor = !send.type.code && (send.type.text.empty() || send.type.text == "scxml" ||
                                                   send.type.text == scxml_processor);
    const bool has_content = send.payload.content_code || !send.payload.content.is_undefined();
    const bool starts =
        send.type.text == "urn:waymark:start";  // starts an instance: an event is a choice there
    if (!send.event.given() && !starts && (own_processor || !has_content))
        find("missing-attribute", element.place, "<send> needs an event or eventexpr.");
    if (const auto* delay = element.find("delay"); delay != nullptr && !delay->value.starts_with('@')) {
        if (!parse_delay(delay->value))
            find("bad-attribute", delay->place,
                 "\"" + delay->value.substr(0, 64) +
                     "\" is no delay: it takes a number with s or ms (\"1.5s\", \"200ms\"), at most 100 "
                     "years.");
    }
    if (send.target.text == "#_internal" && send.delay.given())
        find("bad-attribute", element.place, "A send to #_internal takes no delay; remove it.");
}

Cancel Reader::read_cancel(const Element& element) {
    check_children(element, {});
    Cancel cancel{computed(element, "sendid", "sendidexpr")};
    if (!cancel.id.given())
        find("missing-attribute", element.place, "<cancel> needs a sendid or sendidexpr.");
    return cancel;
}

}  // namespace waymark::states
