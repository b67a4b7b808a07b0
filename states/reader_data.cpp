// Variables, expressions, and what <data>, <param> and <content> hold (SCXML 5, B.2).
#include <algorithm>
#include <array>
#include <charconv>

#include "states/reader.hpp"

namespace waymark::states {

namespace {

constexpr std::array reserved{
    "break",  "case",       "catch",  "class",         "const",     "continue",   "debugger", "default",
    "delete", "do",         "else",   "enum",          "export",    "extends",    "false",    "finally",
    "for",    "function",   "if",     "import",        "in",        "instanceof", "new",      "null",
    "return", "super",      "switch", "this",          "throw",     "true",       "try",      "typeof",
    "var",    "void",       "while",  "with",          "undefined", "NaN",        "Infinity", "now",
    "_event", "_sessionid", "_name",  "_ioprocessors", "_x",        "In"};

bool has_text(const Element& element) {
    return element.text.find_first_not_of(" \t\r\n") != std::string::npos;
}

}  // namespace

bool is_variable_name(std::string_view name) {
    const auto letter = [](char c) {
        const auto u = static_cast<unsigned char>(c);
        return (u >= 'A' && u <= 'Z') || (u >= 'a' && u <= 'z') || u == '_' || u == '$' || u >= 0x80;
    };
    return !name.empty() && name.size() <= 256 && letter(name[0]) &&
           std::all_of(name.begin(), name.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9'); }) &&
           std::find(reserved.begin(), reserved.end(), name) == reserved.end();
}

// Slots in the order of Chart::data_names().
void Reader::collect_variables(const Element& root) {
    collect_data(root);
    program_->top_level_data = program_->variables.names().size();
    std::vector<const Element*> states(program_->states.size());
    for (const auto& [element, index] : numbers_) states[index] = element;
    for (std::size_t s = 1; s < states.size(); ++s) collect_data(*states[s]);
    program_->declared_data = program_->variables.names().size();
    collect_foreach(root);
}

void Reader::collect_data(const Element& state) {
    for (const auto& model : state.children) {
        if (!is_scxml(*model, "datamodel")) continue;
        for (const auto& data : model->children) {
            const auto* id = data->find("id");
            if (!is_scxml(*data, "data") || id == nullptr) continue;
            if (!is_variable_name(id->value) || id->value.starts_with('_'))
                find("bad-id", id->place,
                     "\"" + id->value.substr(0, 64) +
                         "\" is no name for a variable; rename it (letters, digits, '_', '$'; no reserved "
                         "word, no '_' first).");
            else if (program_->variables.find(id->value))
                find("duplicate-id", id->place,
                     "The data \"" + id->value + "\" is declared twice; rename one of the two.");
            else
                program_->variables.add(id->value);
        }
    }
}

// A name that is none is no finding: executing the <foreach> is an error.execution (4.6).
void Reader::collect_foreach(const Element& element) {
    if (is_scxml(element, "foreach"))
        for (const auto* name : {"item", "index"})
            if (const auto* attribute = element.find(name);
                attribute != nullptr && is_variable_name(attribute->value))
                program_->variables.add(attribute->value);
    for (const auto& child : element.children) collect_foreach(*child);
}

void Reader::refuse_in_null_model(const Element& element) {
    if (null_model_)
        find("chart-unsupported", element.place,
             "The null data model has no <" + element.name + ">; write datamodel=\"ecmascript\" on <scxml>.");
}

void Reader::read_data(const Element& model, StateIndex state) {
    check_children(model, {"data"});
    for (const auto& child : model.children) {
        if (!is_scxml(*child, "data")) continue;
        refuse_in_null_model(*child);
        auto data = read_datum(*child);
        program_->states[state].data.push_back(std::move(data));
    }
}

DataElement Reader::read_datum(const Element& element) {
    DataElement data;
    data.place = element.place;
    if (const auto* id = required(element, "id")) data.slot = program_->variables.find(id->value).value_or(0);
    exclusive(element, "expr", "src");
    const auto *expr = element.find("expr"), *src = element.find("src");
    const bool filled = has_text(element) || !element.children.empty();
    if (filled && (expr != nullptr || src != nullptr))
        find("bad-attribute", element.place, "<data> takes expr, src or content; remove the others.");
    if (expr != nullptr) {
        data.code = code(*expr);
    } else if (src != nullptr) {
        if (!fetch_) {
            find("data-not-fetched", src->place,
                 "Nothing is fetched for this chart; write the data into the document.");
        } else if (auto text = fetch_(src->value)) {
            data.content = text_value(*text);
        } else {
            find("data-not-fetched", src->place, text.error().message);
        }
    } else if (filled) {
        data.content = content_value(element);
    }
    return data;
}

Payload Reader::read_payload(const Element& element) {
    Payload payload;
    const auto* names = element.find("namelist");
    if (names != nullptr && is_scxml(element, "send"))
        for (const auto name : words_of(names->value)) {
            const auto before = static_cast<std::size_t>(name.data() - names->value.data());
            const auto place_of = [&](std::uint32_t column) {
                return place_in(*names, static_cast<std::uint32_t>(before) + column);
            };
            payload.entries.push_back({word(name), compile(name, place_of, true)});
        }
    bool has_content = false;
    for (const auto& child : element.children) {
        if (!is_scxml(*child)) continue;
        if (child->name == "param") read_param(*child, payload);
        if (child->name == "content") {
            if (has_content)
                find("bad-content", child->place,
                     "One <content> is all that <" + element.name + "> takes; remove the others.");
            has_content = true;
            read_content(*child, payload);
        }
    }
    if (has_content && !payload.entries.empty())
        find("bad-content", element.place,
             "<" + element.name + "> takes <content> or names with values, not both; remove one.");
    return payload;
}

void Reader::read_param(const Element& element, Payload& payload) {
    check_children(element, {});
    exclusive(element, "expr", "location");
    const auto* name = required(element, "name");
    const auto *expr = element.find("expr"), *location = element.find("location");
    if (expr == nullptr && location == nullptr)
        return find("missing-attribute", element.place, "<param> needs an expr or a location.");
    if (name == nullptr) return;
    payload.entries.push_back({word(name->value), expr != nullptr ? code(*expr) : code(*location, true)});
}

void Reader::read_content(const Element& element, Payload& payload) {
    const bool filled = has_text(element) || !element.children.empty();
    if (const auto* expr = element.find("expr")) {
        if (filled)
            find("bad-content", expr->place, "<content> takes expr or content, not both; remove one.");
        payload.content_code = code(*expr);
    } else {
        payload.content = content_value(element);
    }
}

Value Reader::content_value(const Element& element) {
    if (!element.children.empty()) {
        find("chart-unsupported", element.children[0]->place,
             "XML as data is not supported yet; write it as JSON.");
        return {};
    }
    return text_value(element.text);
}

// JSON gives its value, anything else a text with its white space normalised (B.2.1).
Value Reader::text_value(std::string_view text) const {
    std::string normalised;
    for (const auto word : words_of(text)) {
        if (!normalised.empty()) normalised += ' ';
        normalised += word;
    }
    if (!null_model_) {
        constexpr std::string_view spaces = " \t\r\n";
        const auto first = text.find_first_not_of(spaces);
        if (first != std::string_view::npos)
            if (auto value = parse_json(text.substr(first, text.find_last_not_of(spaces) - first + 1)))
                return *std::move(value);
    }
    return {std::move(normalised)};
}

Code Reader::code(const Attribute& attribute, bool location) {
    return compile(
        attribute.value, [&](std::uint32_t column) { return place_in(attribute, column); }, location);
}

Code Reader::compile(std::string_view text, const PlaceOf& place_of, bool location) {
    Code code;
    code.text = text;
    code.place = place_of(1);
    auto result = location ? program_->evaluator->compile_location(text) : program_->evaluator->compile(text);
    if (result) {
        code.compiled = *result;
        return code;
    }
    code.fault = result.error().message;
    std::uint32_t column = 1;
    const auto& at = result.error().place;
    std::from_chars(at.data(), at.data() + at.size(), column);
    code.place = place_of(column);
    if (result.error().code == "expression-unsupported")
        find("chart-unsupported", code.place, result.error().message);
    return code;
}

}  // namespace waymark::states
