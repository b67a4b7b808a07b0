#include "tests/bench/figures.hpp"

#include <algorithm>
#include <fmt/format.h>

#include "daemon/cli/table.hpp"

namespace waymark::bench {
namespace {

/// Three significant digits, thousands apart: "23 400", "0.0421".
std::string in_words(double number) {
    if (number < 100) return fmt::format("{:.3g}", number);
    const auto digits = fmt::format("{:.0f}", number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ' ';
        text += digits[i];
    }
    return text;
}

}  // namespace

double Figure::least() const { return std::ranges::min(runs); }
double Figure::most() const { return std::ranges::max(runs); }

double Figure::median() const {
    auto sorted = runs;
    std::ranges::sort(sorted);
    const auto middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const Figure* Report::find(const std::string& name) const {
    const auto found = std::ranges::find(figures_, name, &Figure::name);
    return found == figures_.end() ? nullptr : &*found;
}

void Report::print_table(std::ostream& out) const {
    cli::Table facts({"", ""});
    for (const auto& [name, text] : facts_) facts.add({name, text});
    facts.print(out);
    out << '\n';
    cli::Table table({"what", "unit", "median", "least", "most", "runs", "beside"});
    for (const auto& figure : figures_) {
        const auto* other = find(figure.beside);
        table.add(
            {figure.name, figure.unit, in_words(figure.median()), in_words(figure.least()),
             in_words(figure.most()), std::to_string(figure.runs.size()),
             other == nullptr ? "" : in_words(figure.median() / other->median()) + " × " + other->name});
    }
    table.print(out);
    for (const auto& what : skipped_) out << "skipped: " << what << '\n';
}

void Report::print_json(std::ostream& out) const {
    boost::json::object facts;
    for (const auto& [name, text] : facts_) facts[name] = text;
    boost::json::array figures;
    for (const auto& figure : figures_) {
        const auto* other = find(figure.beside);
        figures.push_back(boost::json::object{
            {"name", figure.name},
            {"unit", figure.unit},
            {"median", figure.median()},
            {"least", figure.least()},
            {"most", figure.most()},
            {"runs", boost::json::value_from(figure.runs)},
            {"beside", other == nullptr
                           ? boost::json::value()
                           : boost::json::object{{"name", other->name},
                                                 {"ratio", figure.median() / other->median()}}}});
    }
    out << boost::json::object{{"machine", facts},
                               {"figures", figures},
                               {"skipped", boost::json::value_from(skipped_)}}
        << '\n';
}

}  // namespace waymark::bench
