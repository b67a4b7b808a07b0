// The namespace urn:waymark:chart: titles and descriptions, who may send which event with what form, why a
// guard refuses, and from when on it will not. Other SCXML tools ignore it.
#include "states/filled_text.hpp"
#include "states/reader.hpp"

namespace waymark::states {

namespace {

constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";

std::string trimmed_lines(std::string_view text) {
    std::string result;
    for (const auto word : words_of(text)) {
        if (!result.empty()) result += ' ';
        result += word;
    }
    return result;
}

bool is_waymark(const Element& element, std::string_view name) {
    return element.space == waymark_namespace && element.name == name;
}

}  // namespace

void Reader::read_texts(const Element& element, Text& title, Text& description) {
    for (const auto& child : element.children) {
        if (is_waymark(*child, "title")) read_text(*child, title);
        if (is_waymark(*child, "description")) read_text(*child, description);
    }
}

void Reader::read_text(const Element& element, Text& text) {
    check_children(element, {});
    auto* place = in_language(element, text.en, text.ru);
    if (place == nullptr) return;
    if (!place->empty())
        find("duplicate-text", element.place,
             "There is a <wm:" + element.name + "> in this language already; remove one.");
    *place = trimmed_lines(element.text);
}

std::string* Reader::in_language(const Element& element, std::string& en, std::string& ru) {
    const auto* language = element.find(xml_namespace, "lang");
    if (language != nullptr && language->value == "en") return &en;
    if (language != nullptr && language->value == "ru") return &ru;
    find("bad-language", language == nullptr ? element.place : language->place,
         "<wm:" + element.name + "> needs xml:lang=\"en\" or xml:lang=\"ru\".");
    return nullptr;
}

void Reader::read_event_declaration(const Element& element) {
    if (is_waymark(element, "event")) {
        auto declaration = read_declaration(element);
        const auto* name = required(element, "name");
        if (name == nullptr) return;
        declaration.name = word(name->value);
        if (words_of(declaration.name).size() != 1 || declaration.name.size() > 256)
            find("bad-attribute", name->place, "An event's name is one word of at most 256 bytes.");
        for (const auto& other : program_->events)
            if (other.name == declaration.name)
                find("duplicate-id", name->place,
                     "The event \"" + declaration.name + "\" is declared twice; remove one.");
        program_->events.push_back(std::move(declaration));
    } else if (is_waymark(element, "start")) {
        if (program_->start)
            find("duplicate-id", element.place,
                 "One <wm:start> is all that a chart takes; remove the others.");
        for (const char* name : {"facts", "confidential"})
            if (const auto* of_events = element.find(name))
                find("bad-attribute", of_events->place,
                     "A start has no " + std::string(name) + "; remove the attribute.");
        program_->start = read_declaration(element);
    }
}

EventDeclaration Reader::read_declaration(const Element& element) {
    check_children(element, {}, {"title", "description", "form"});
    EventDeclaration declaration;
    read_texts(element, declaration.title, declaration.description);
    if (const auto* roles = element.find("roles"))
        for (const auto role : words_of(roles->value)) declaration.roles.emplace_back(role);
    if (const auto* facts = element.find("facts"))
        for (const auto fact : words_of(facts->value)) declaration.facts.emplace_back(fact);
    if (const auto* confidential = element.find("confidential")) {
        declaration.confidential = confidential->value == "true";
        if (!declaration.confidential && confidential->value != "false")
            find("bad-attribute", confidential->place, "confidential is \"true\" or \"false\".");
    }
    for (const auto& child : element.children) {
        if (!is_waymark(*child, "form")) continue;
        check_children(*child, {});
        if (!declaration.form.is_undefined())
            find("duplicate-text", child->place,
                 "One <wm:form> is all that an event takes; remove the others.");
        auto form = parse_json(child->text);
        if (!form)
            find("bad-form", child->place,
                 "The form is no JSON (" + form.error().place + " in it): " + form.error().message);
        else if (!form->is_object())
            find("bad-form", child->place, "The form is no JSON Schema: it must be an object.");
        else
            declaration.form = *std::move(form);
    }
    return declaration;
}

void Reader::read_transition_extras(const Element& element, TransitionNode& transition) {
    if (const auto* from = element.find(waymark_namespace, "from")) transition.possible_from = code(*from);
    for (const auto& child : element.children) {
        if (!is_waymark(*child, "reason")) continue;
        check_children(*child, {});
        std::string en, ru;
        const auto* language = in_language(*child, en, ru);
        if (language == nullptr) continue;
        if (!transition.reason) transition.reason.emplace();
        auto& parts = language == &en ? transition.reason->en : transition.reason->ru;
        if (!parts.empty())
            find("duplicate-text", child->place,
                 "There is a <wm:reason> in this language already; remove one.");
        parts = read_reason(*child);
    }
}

bool Reader::read_resting(const Element& element) {
    const auto* resting = element.find(waymark_namespace, "resting");
    if (resting != nullptr && resting->value != "true")
        find("bad-attribute", resting->place, "wm:resting is \"true\", or is left out.");
    return resting != nullptr;
}

// "Possible from {earliest} on": what stands in braces is an expression.
std::vector<ReasonPart> Reader::read_reason(const Element& element) {
    const auto text = trimmed_lines(element.text);
    const auto pieces = pieces_of(text);
    if (!pieces) {
        find("bad-reason", element.place, "A reason has a '{' without '}'; close it behind the expression.");
        return {};
    }
    std::vector<ReasonPart> parts;
    for (const auto& piece : *pieces) {
        if (!piece.is_expression) {
            parts.push_back({std::string(piece.text), {}});
            continue;
        }
        auto code = compile(
            piece.text, [&](std::uint32_t) { return element.place; }, false);
        if (!code.compiled)
            find("bad-reason", element.place, "A reason's expression does not compile: " + code.fault);
        parts.push_back({{}, std::move(code)});
    }
    return parts;
}

}  // namespace waymark::states
