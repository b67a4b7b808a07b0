// Text and values: what Boost.JSON's parser accepts, narrowed to I-JSON with our bounds.
#include <algorithm>
#include <array>
#include <boost/json/basic_parser_impl.hpp>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

#include "states/conversions.hpp"
#include "states/result.hpp"
#include "states/value.hpp"

namespace waymark::states {

namespace {

constexpr double most_exact_integer = 9007199254740991;  // 2^53 - 1 (RFC 7493 2.2)

using boost::json::error_code;
using Piece = boost::json::string_view;

/// Builds the value while Boost.JSON reads; `problem` says what it refused.
class Builder {
  public:
    static constexpr std::size_t max_array_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_object_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_string_size = static_cast<std::size_t>(-1);
    static constexpr std::size_t max_key_size = static_cast<std::size_t>(-1);

    bool on_document_begin(error_code&) { return true; }
    bool on_document_end(error_code&) { return true; }

    bool on_array_begin(error_code&) { return open(); }
    bool on_array_end(std::size_t, error_code&) {
        Value::Array elements = std::move(open_.back().elements);
        return close(Value(std::move(elements)));
    }
    bool on_object_begin(error_code&) { return open(); }
    bool on_object_end(std::size_t, error_code& ec) {
        Value::Object members = std::move(open_.back().members);
        if (const std::string* name = repeated_name(members))
            return refuse(ec, "the object that ends here has the name \"" + *name + "\" twice; keep one");
        return close(Value(std::move(members)));
    }

    bool on_key_part(Piece part, std::size_t, error_code&) { return collect(part); }
    bool on_key(Piece part, std::size_t, error_code& ec) {
        std::string name = collected(part);
        if (name.find('\0') != std::string::npos)
            return refuse(ec, "a name may not hold the character U+0000");
        open_.back().members.emplace_back(std::move(name), Value());
        return true;
    }
    bool on_string_part(Piece part, std::size_t, error_code&) { return collect(part); }
    bool on_string(Piece part, std::size_t, error_code&) { return put(Value(collected(part))); }

    bool on_number_part(Piece part, error_code&) { return collect(part); }
    bool on_int64(std::int64_t, Piece part, error_code& ec) { return number(part, ec); }
    bool on_uint64(std::uint64_t, Piece part, error_code& ec) { return number(part, ec); }
    bool on_double(double, Piece part, error_code& ec) { return number(part, ec); }

    bool on_bool(bool b, error_code&) { return put(b); }
    bool on_null(error_code&) { return put(nullptr); }
    bool on_comment_part(Piece, error_code&) { return true; }
    bool on_comment(Piece, error_code&) { return true; }

    Value root;
    std::string problem;

  private:
    struct Open {
        Value::Array elements;
        Value::Object members;
    };

    bool open() {
        open_.emplace_back();
        return true;
    }
    bool close(Value value) {
        open_.pop_back();
        return put(std::move(value));
    }
    bool put(Value value) {
        if (open_.empty())
            root = std::move(value);
        else if (Open& parent = open_.back(); !parent.members.empty())
            parent.members.back().second = std::move(value);
        else
            parent.elements.push_back(std::move(value));
        return true;
    }
    bool collect(Piece part) {
        text_.append(part.data(), part.size());
        return true;
    }
    std::string collected(Piece last) {
        collect(last);
        return std::exchange(text_, {});
    }
    // Boost.JSON's own value is off by an ulp at times: the text counts.
    bool number(Piece last, error_code& ec) {
        const std::string text = collected(last);
        const double value = number_from_text(text);
        if (!std::isfinite(value)) return refuse(ec, "the number is larger than a double holds");
        if (text.find_first_of(".eE") == std::string::npos && std::fabs(value) > most_exact_integer)
            return refuse(ec, "integers are exact below 2^53 only; send larger ones as strings");
        return put(value);
    }
    bool refuse(error_code& ec, std::string why) {
        problem = std::move(why);
        ec = boost::json::error::syntax;
        return false;
    }
    static const std::string* repeated_name(const Value::Object& members) {
        std::vector<const std::string*> names;
        names.reserve(members.size());
        for (const auto& member : members) names.push_back(&member.first);
        const auto less = [](const auto* a, const auto* b) { return *a < *b; };
        const auto same = [](const auto* a, const auto* b) { return *a == *b; };
        std::sort(names.begin(), names.end(), less);
        const auto found = std::adjacent_find(names.begin(), names.end(), same);
        return found == names.end() ? nullptr : *found;
    }

    std::vector<Open> open_;
    std::string text_;
};

std::string place_of(std::string_view text, std::size_t offset) {
    const std::string_view before = text.substr(0, offset);
    const auto lines = std::count(before.begin(), before.end(), '\n');
    const std::size_t line_start = before.find_last_of('\n') + 1;  // npos + 1 is 0
    const auto is_lead = [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80; };
    const auto columns =
        std::count_if(before.begin() + static_cast<std::ptrdiff_t>(line_start), before.end(), is_lead);
    return std::to_string(lines + 1) + ":" + std::to_string(columns + 1);
}

std::string explain(error_code error) {
    if (error == boost::json::error::too_deep) return "arrays and objects nest more than 64 deep";
    if (error == boost::json::error::extra_data) return "something follows the value";
    if (error == boost::json::error::incomplete) return "the text ends too early";
    return "this is no JSON (" + error.message() + ")";
}

void append_number(std::string& out, double number) {
    if (!std::isfinite(number)) {
        out += "null";
        return;
    }
    const bool whole = number == std::trunc(number);
    std::array<char, 32> buffer{};
    char* const begin = buffer.data();
    char* const end = begin + buffer.size();
    if (whole && std::fabs(number) <= most_exact_integer)
        out.append(begin, std::to_chars(begin, end, static_cast<std::int64_t>(number)).ptr);
    else if (whole)  // never as digits alone, which parse_json refuses
        out.append(begin, std::to_chars(begin, end, number, std::chars_format::scientific).ptr);
    else
        out += number_text(number);
}

void append_string(std::string& out, std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            (out += '\\') += c;
        else if (c == '\n')
            out += "\\n";
        else if (c == '\r')
            out += "\\r";
        else if (c == '\t')
            out += "\\t";
        else if (byte < 0x20)
            ((out += "\\u00") += hex[byte >> 4U]) += hex[byte & 15U];
        else
            out += c;
    }
    out += '"';
}

}  // namespace

Result<Value> parse_json(std::string_view text) {
    boost::json::parse_options options;
    options.max_depth = Value::deepest;
    boost::json::basic_parser<Builder> parser(options);
    error_code error;
    const std::size_t read = parser.write_some(false, text.data(), text.size(), error);
    if (!error && read < text.size()) error = boost::json::error::extra_data;
    if (!error) return std::move(parser.handler().root);
    const std::string& problem = parser.handler().problem;
    const std::string place = place_of(text, std::min(read, text.size()));
    return Error{
        "bad-json",
        "The JSON is refused at " + place + ": " + (problem.empty() ? explain(error) : problem) + ".",
        place,
        {}};
}

std::string to_json(const Value& value) {
    std::string text;
    append_json(text, value);
    return text;
}

void append_json(std::string& out, const Value& value) {
    switch (value.kind()) {
        case Value::Kind::undefined:
        case Value::Kind::null:
            out += "null";
            break;
        case Value::Kind::boolean:
            out += value.boolean() ? "true" : "false";
            break;
        case Value::Kind::number:
            append_number(out, value.number());
            break;
        case Value::Kind::string:
            append_string(out, value.string());
            break;
        case Value::Kind::array: {
            char before = '[';
            for (const Value& element : value.array())
                append_json(out += std::exchange(before, ','), element);
            out += value.array().empty() ? "[]" : "]";
            break;
        }
        case Value::Kind::object: {
            char before = '{';
            for (const auto& [name, member] : value.object()) {
                if (member.is_undefined()) continue;
                append_string(out += std::exchange(before, ','), name);
                append_json(out += ':', member);
            }
            out += before == '{' ? "{}" : "}";
            break;
        }
    }
}

}  // namespace waymark::states
