// One table of an edition's file, entry by entry. Whatever is wrong with an entry becomes a finding with its
// place, and reading goes on, so that one look tells everything. Not what the entries mean
// (edition_reader.cpp, condition_reader.cpp). Lives while a file is read.
#pragma once

#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

#include "states/chart.hpp"
#include "states/result.hpp"
#include "workflows/partner/dates.hpp"
#include "workflows/partner/money.hpp"

namespace waymark::partner {

using Codes = std::set<std::string, std::less<>>;

class Findings {
  public:
    void add(const toml::source_region& where, states::Text text);
    [[nodiscard]] bool empty() const { return all_.empty(); }
    /// All of them by their places, as "bad-rulebook". There must be one.
    [[nodiscard]] Error error(std::string_view file);

  private:
    struct Finding {
        toml::source_position at;
        states::Text text;
    };
    std::vector<Finding> all_;
};

/// What an entry that is missing or wrong gives is empty; an empty code is never held against others.
class Entries {
  public:
    Entries(const toml::table& table, Findings& findings) : table_(&table), findings_(&findings) {}

    [[nodiscard]] bool has(std::string_view name) const { return table_->contains(name); }
    /// A new name of a thing, which `taken` does not hold yet; goes there.
    std::string new_code(std::string_view name, Codes& taken);
    /// One of those declared; `what` it is, "certificate": for the finding.
    std::string declared(std::string_view name, const Codes& declared, const states::Text& what);
    std::vector<std::string> all_declared(std::string_view name, const Codes& declared,
                                          const states::Text& what);
    std::string checked(const toml::node& node, const Codes& declared, const states::Text& what);
    std::string choice(std::string_view name, std::initializer_list<std::string_view> choices);
    /// A text for people: in both languages at once ("DevOps"), or {en, ru}.
    states::Text text(std::string_view name);
    std::vector<states::Text> texts(std::string_view name);
    std::int64_t number(std::string_view name, std::int64_t least, std::int64_t most);
    bool flag_or(std::string_view name, bool otherwise);
    std::optional<Date> date(std::string_view name);
    std::optional<Date> date_if_any(std::string_view name);
    /// "12 000 000.00"
    Kopecks roubles(std::string_view name);
    /// At least `least` tables.
    std::vector<Entries> tables(std::string_view name, std::size_t least);
    std::optional<Entries> table_if_any(std::string_view name);
    const toml::array* array(std::string_view name, std::size_t least);

    /// A finding about an entry, or the whole table when it has no such entry.
    void object(std::string_view name, states::Text text);
    void object(const toml::node& node, states::Text text) { findings_->add(node.source(), std::move(text)); }
    /// Whatever was not asked for is a finding: a slip of the pen must not become a default.
    void refuse_others();

    [[nodiscard]] Findings& findings() const { return *findings_; }

  private:
    const toml::node* entry(std::string_view name);
    template <class T>
    std::optional<T> value(std::string_view name, const states::Text& wanted);
    states::Text text_of(const toml::node& node);

    const toml::table* table_;
    Findings* findings_;
    Codes asked_;
};

}  // namespace waymark::partner
