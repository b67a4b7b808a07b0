#include "states/checks/shapes.hpp"

#include <algorithm>

namespace waymark::states {

namespace {

/// Keywords that make more or less of a schema than its own words say.
bool is_plain(const Value& schema) {
    return schema.is_object() && std::ranges::none_of(schema.object(), [](const auto& member) {
               const auto& name = member.first;
               return name == "$ref" || name == "oneOf" || name == "anyOf" || name == "allOf" ||
                      name == "not" || name == "if" || name == "patternProperties" || name == "dependencies";
           });
}

bool names(const Value& list, const Value& name) {
    return list.is_array() && std::ranges::find(list.array(), name) != list.array().end();
}

}  // namespace

Shapes::Shapes(const Subject& subject, const TransitionNode& transition) {
    const auto takes = [&](std::string_view event) {
        return std::ranges::any_of(transition.descriptors,
                                   [&](const std::string& d) { return descriptor_matches(d, event); });
    };
    const auto facts = [&](std::string_view event) {
        const auto* declaration = subject.chart.event(event);
        return declaration == nullptr ? nullptr : &declaration->facts;
    };
    bool from_charts_alone = true;
    for (const auto& declaration : subject.chart.events())
        if ((!declaration.roles.empty() || !declaration.form.is_undefined()) && takes(declaration.name)) {
            take_declaration(declaration);
            from_charts_alone = false;
        }
    for (const auto& raising : subject.survey.raises)
        if (takes(raising.event))
            shapes_.push_back({nullptr, {}, std::string(raising.event), facts(raising.event)});
    for (const auto& sending : subject.survey.sends)
        if (goes_to_itself(*sending.send) && (sending.send->event.code || takes(sending.send->event.text)))
            take_send(*sending.send, facts(sending.send->event.text));
    for (const auto& arrival : subject.outside.arrivals)
        if (arrival.event.empty() || takes(arrival.event)) {
            any_ = any_ || arrival.any_data || arrival.event.empty();
            shapes_.push_back({nullptr, arrival.members, arrival.event, facts(arrival.event)});
        }
    // The service itself sends done.* and error.*; who else sends an event that nobody outside may is not
    // known of one chart alone.
    any_ = any_ || takes("error.execution") || takes("error.communication") || takes("done.state") ||
           std::ranges::any_of(transition.descriptors,
                               [](const std::string& d) { return d.empty() || d.starts_with("done"); });
    if (from_charts_alone && !subject.outside.known) any_ = true;
}

void Shapes::take_declaration(const EventDeclaration& declaration) {
    shapes_.push_back({declaration.form.is_undefined() ? nullptr : &declaration.form,
                       {},
                       declaration.name,
                       &declaration.facts});
}

void Shapes::take_send(const SendAction& send, const std::vector<std::string>* facts) {
    Shape shape{nullptr, {}, send.event.text, facts};
    for (const auto& entry : send.payload.entries) shape.members.push_back(entry.name);
    any_ = any_ || send.payload.content_code || !send.payload.content.is_undefined();
    shapes_.push_back(std::move(shape));
}

bool Shapes::lack(std::span<const std::string> path) const {
    return std::ranges::all_of(shapes_, [&](const Shape& shape) { return lacks(shape, path); });
}

bool Shapes::lacks(const Shape& shape, std::span<const std::string> path) {
    if (std::ranges::find(shape.members, path.front()) != shape.members.end()) return false;
    if (shape.facts != nullptr && !shape.facts->empty() && path.front() == "facts")
        return path.size() > 1 && std::ranges::find(*shape.facts, path[1]) == shape.facts->end();
    if (shape.form == nullptr) return true;
    const auto* schema = shape.form;
    for (const auto& name : path) {
        if (!is_plain(*schema) || (*schema)["type"].string_or("object") != "object") return false;
        const auto& property = (*schema)["properties"][name];
        if (property.is_undefined()) return (*schema)["additionalProperties"] == Value(false);
        schema = &property;
    }
    return false;
}

const Value* Shapes::schema_at(const Shape& shape, std::span<const std::string> path) {
    if (shape.form == nullptr || std::ranges::find(shape.members, path.front()) != shape.members.end())
        return nullptr;
    const auto* schema = shape.form;
    for (const auto& name : path) {
        if (!is_plain(*schema)) return nullptr;
        schema = &(*schema)["properties"][name];
        if (schema->is_undefined()) return nullptr;
    }
    return is_plain(*schema) ? schema : nullptr;
}

std::string Shapes::type(std::span<const std::string> path) const {
    std::string type;
    if (path.empty()) return type;
    for (const auto& shape : shapes_) {
        const auto* schema = schema_at(shape, path);
        if (schema == nullptr) return {};
        const auto written = (*schema)["type"].string_or("");
        const std::string own(written == "integer" ? "number" : written);
        if (own.empty() || (!type.empty() && own != type)) return {};
        type = own;
    }
    return type;
}

bool Shapes::may_be(std::span<const std::string> path, const Value& value) const {
    return std::ranges::any_of(shapes_, [&](const Shape& shape) {
        const auto* schema = schema_at(shape, path);
        return schema == nullptr || !(*schema)["enum"].is_array() || names((*schema)["enum"], value);
    });
}

bool Shapes::optional(std::span<const std::string> path) const {
    bool optional = false;
    for (const auto& shape : shapes_) {
        if (schema_at(shape, path) == nullptr) return false;
        const auto parent = path.first(path.size() - 1);
        const auto* schema = parent.empty() ? shape.form : schema_at(shape, parent);
        if (schema == nullptr || !is_plain(*schema)) return false;
        optional = optional || !names((*schema)["required"], path.back());
    }
    return optional;
}

std::string Shapes::who() const {
    std::string text;
    for (const auto& shape : shapes_) {
        const auto part = (shape.form != nullptr ? "the form of " : "who sends ") + quoted(shape.event) +
                          (shape.form != nullptr ? " has" : " gives");
        if (text.find(part) == std::string::npos) text += (text.empty() ? "" : ", ") + part;
    }
    return text;
}

std::string Shapes::type_name(const Value& value) {
    switch (value.kind()) {
        case Value::Kind::boolean:
            return "boolean";
        case Value::Kind::number:
            return "number";
        case Value::Kind::string:
            return "string";
        case Value::Kind::array:
            return "array";
        case Value::Kind::object:
            return "object";
        default:
            return "null";
    }
}

}  // namespace waymark::states
