// The query of a target, taken apart. Each parameter is taken by name; what nobody took is an error, so that
// a misspelt filter never widens an answer. Errors: "bad-query", place = the parameter's name.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "states/result.hpp"
#include "workflows/runtime/program.hpp"

namespace waymark::http {

Error bad_query(std::string parameter, std::string message);

class Query {
  public:
    /// `repeatable`: parameters that may stand more than once.
    static Result<Query> parse(std::string_view text, std::span<const std::string_view> repeatable = {});

    /// The parameter's text, percent-decoded; nothing when it was not given.
    std::optional<std::string> take(std::string_view name);
    /// All that were not taken before.
    runtime::QuestionParameters take_rest();
    /// A parameter that was given and not taken.
    [[nodiscard]] Done finish() const;

    // The parameters that several paths share.
    Result<std::size_t> take_limit();  // default 50, most 200
    Result<std::optional<runtime::InstanceId>> take_id(std::string_view name);
    /// `partner` and `instance` into the members of the same meaning.
    template <class Rows>
    Done take_whose(Rows& rows) {
        const auto partner = take_id("partner");
        if (!partner) return partner.error();
        if (*partner) rows.family = runtime::family_rooted_at(**partner);
        const auto instance = take_id("instance");
        if (!instance) return instance.error();
        rows.instance = *instance;
        return done();
    }
    Result<std::uint64_t> take_number(std::string_view name, std::uint64_t otherwise);
    Result<bool> take_switch(std::string_view name);  // "1" or "0"

  private:
    struct Parameter {
        std::string name, text;
        bool taken = false;
    };
    std::vector<Parameter> parameters_;
};

/// The page a list goes on from, as an opaque text: what kind of list and order it belongs to, and up to
/// three numbers.
struct Cursor {
    std::string kind;
    std::vector<std::int64_t> numbers;
};
std::string to_text(const Cursor& cursor);
/// The `cursor` parameter of a list of this kind with so many numbers; nothing when it was not given.
Result<std::optional<Cursor>> take_cursor(Query& query, std::string_view kind, std::size_t numbers);

}  // namespace waymark::http
