#include "states/scope.hpp"

namespace waymark::states {

namespace {

Value text_or_undefined(const std::string& text) { return text.empty() ? Value() : Value(text); }

std::string_view type_name(Event::Type type) {
    switch (type) {
        case Event::Type::platform:
            return "platform";
        case Event::Type::internal:
            return "internal";
        case Event::Type::external:
            break;
    }
    return "external";
}

// SCXML 5.10.1: every field exists, empty ones are undefined.
Value event_object(const Event& event, bool late) {
    return Value::Object{{"name", event.name},
                         {"type", type_name(event.type)},
                         {"sendid", text_or_undefined(event.sendid)},
                         {"origin", text_or_undefined(event.origin)},
                         {"origintype", text_or_undefined(event.origintype)},
                         {"invokeid", Value()},
                         {"data", event.data},
                         {"late", late}};
}

Value processors_object(std::string_view session_id) {
    const Value scxml = Value::Object{{"location", session_address(session_id)}};
    return Value::Object{{std::string(scxml_processor), scxml}, {"scxml", scxml}};
}

}  // namespace

void StepScope::bind(const Event* event) {
    event_ = event;
    event_made_ = false;
}

const Value* StepScope::variable(Slot slot) const {
    if (slot < program_.declared_data || state_.declared.contains(slot)) return &state_.data[slot];
    return nullptr;
}

void StepScope::set_variable(Slot slot, Value value) {
    if (slot >= program_.declared_data) state_.declared.insert(slot);
    state_.data[slot] = std::move(value);
}

const Value* StepScope::system(std::string_view name) const {
    if (name == "_event") {
        if (event_ == nullptr) return nullptr;
        if (!event_made_) {
            // Only what the world sends can be late; what follows from it within the step is not.
            event_value_ = event_object(*event_, around_.late && event_->type == Event::Type::external);
            event_made_ = true;
        }
        return &event_value_;
    }
    const auto made = [](Value& value, auto make) {
        if (value.is_undefined()) value = make();
        return &value;
    };
    if (name == "now") return made(now_, [&] { return Value(to_text(around_.now)); });
    if (name == "_sessionid") return made(session_, [&] { return Value(around_.session_id); });
    if (name == "_name") return made(name_, [&] { return Value(program_.name); });
    if (name == "_ioprocessors")
        return made(processors_, [&] { return processors_object(around_.session_id); });
    if (name == "_x") return made(platform_, [] { return Value(Value::Object{}); });
    return nullptr;
}

bool StepScope::in(std::string_view state_id) const {
    const auto it = program_.state_ids.find(state_id);
    return it != program_.state_ids.end() && state_.configuration.contains(it->second);
}

}  // namespace waymark::states
