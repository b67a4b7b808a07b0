#include "adapters/http/query.hpp"

#include <algorithm>
#include <boost/url/parse.hpp>
#include <charconv>

#include "adapters/http/base64url.hpp"
#include "states/unicode.hpp"

namespace waymark::http {
namespace {

constexpr std::size_t most_parameters = 20;
constexpr std::uint64_t default_limit = 50, most_limit = 200;

template <class Number>
std::optional<Number> whole_number(std::string_view text) {
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

}  // namespace

Error bad_query(std::string parameter, std::string message) {
    return {"bad-query", std::move(message), std::move(parameter), {}};
}

Result<Query> Query::parse(std::string_view text, std::span<const std::string_view> repeatable) {
    Query query;
    if (text.empty()) return query;
    // Not parse_query: that of Boost 1.81 reads beyond the end of its text.
    const auto reference = "?" + std::string(text);
    const auto url = boost::urls::parse_relative_ref(reference);
    if (!url) return bad_query("", "The query is not made of name=value pairs in percent-encoding.");
    for (const boost::urls::param parameter : url->params()) {
        if (query.parameters_.size() == most_parameters)
            return bad_query("", "The query has more than 20 parameters.");
        if (!states::is_utf8(parameter.key) || !states::is_utf8(parameter.value))
            return bad_query("", "The query is not UTF-8 in percent-encoding.");
        for (const auto& other : query.parameters_)
            if (other.name == parameter.key &&
                std::ranges::find(repeatable, parameter.key) == repeatable.end())
                return bad_query(parameter.key, "The parameter stands more than once.");
        query.parameters_.push_back({parameter.key, parameter.value});
    }
    return query;
}

std::optional<std::string> Query::take(std::string_view name) {
    for (auto& parameter : parameters_)
        if (parameter.name == name) {
            parameter.taken = true;
            return parameter.text;
        }
    return std::nullopt;
}

runtime::QuestionParameters Query::take_rest() {
    runtime::QuestionParameters rest;
    for (auto& parameter : parameters_) {
        if (!parameter.taken) rest.emplace(parameter.name, parameter.text);
        parameter.taken = true;
    }
    return rest;
}

Done Query::finish() const {
    for (const auto& parameter : parameters_)
        if (!parameter.taken)
            return bad_query(parameter.name,
                             "This path has no such parameter; the OpenAPI document lists them.");
    return done();
}

Result<std::uint64_t> Query::take_number(std::string_view name, std::uint64_t otherwise) {
    const auto text = take(name);
    if (!text) return otherwise;
    const auto number = whole_number<std::uint64_t>(*text);
    if (!number) return bad_query(std::string(name), "“" + *text + "” is no whole number.");
    return *number;
}

Result<std::size_t> Query::take_limit() {
    auto number = take_number("limit", default_limit);
    if (!number) return std::move(number).error();
    if (*number < 1 || *number > most_limit) return bad_query("limit", "The limit lies between 1 and 200.");
    return static_cast<std::size_t>(*number);
}

Result<std::optional<runtime::InstanceId>> Query::take_id(std::string_view name) {
    const auto text = take(name);
    if (!text) return std::optional<runtime::InstanceId>();
    const auto id = runtime::parse_instance_id(*text);
    if (!id) return bad_query(std::string(name), "“" + *text + "” is no id; ids are 13 letters and digits.");
    return std::optional(*id);
}

Result<bool> Query::take_switch(std::string_view name) {
    const auto text = take(name);
    if (!text || *text == "0") return false;
    if (*text == "1") return true;
    return bad_query(std::string(name), "The parameter is 1 or 0.");
}

std::string to_text(const Cursor& cursor) {
    auto plain = cursor.kind;
    for (const auto number : cursor.numbers) plain += ' ' + std::to_string(number);
    return to_base64url(plain);
}

Result<std::optional<Cursor>> take_cursor(Query& query, std::string_view kind, std::size_t numbers) {
    const auto text = query.take("cursor");
    if (!text) return std::optional<Cursor>();
    const auto wrong = [] {
        return bad_query(
            "cursor",
            "This cursor is of another list or order; take next_cursor of the page before, unchanged.");
    };
    const auto plain = from_base64url(*text);
    if (!plain) return wrong();
    std::string_view rest = *plain;
    Cursor cursor;
    cursor.kind = rest.substr(0, rest.find(' '));
    rest.remove_prefix(cursor.kind.size());
    while (rest.starts_with(' ')) {
        rest.remove_prefix(1);
        const auto word = rest.substr(0, rest.find(' '));
        const auto number = whole_number<std::int64_t>(word);
        if (!number) return wrong();
        cursor.numbers.push_back(*number);
        rest.remove_prefix(word.size());
    }
    if (!rest.empty() || cursor.kind != kind || cursor.numbers.size() != numbers) return wrong();
    return std::optional(std::move(cursor));
}

}  // namespace waymark::http
