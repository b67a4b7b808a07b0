#include "adapters/http/accept.hpp"

#include <algorithm>
#include <array>
#include <boost/beast/core/string.hpp>

namespace waymark::http {
namespace {

using boost::beast::iequals;

std::string_view trimmed(std::string_view text) {
    const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(" \t") + 1);
}

/// Takes what stands before the next `mark` off the text.
std::string_view next_part(std::string_view& text, char mark) {
    const auto end = std::min(text.find(mark), text.size());
    const auto part = trimmed(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

/// "0.5" in thousandths; what is no such weight counts as none.
int weight_of(std::string_view text) {
    if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
    int weight = (text[0] - '0') * 1'000;
    if (text.size() > 1 && text[1] != '.') return 0;
    for (std::size_t i = 2, unit = 100; i < text.size(); ++i, unit /= 10) {
        if (text[i] < '0' || text[i] > '9') return 0;
        weight += (text[i] - '0') * static_cast<int>(unit);
    }
    return std::min(weight, 1'000);
}

/// How well a range fits a type: 3 it is the type, 2 "text/*", 1 "*/*", 0 not at all.
int fit(std::string_view range, std::string_view type) {
    if (iequals(range, type)) return 3;
    if (range == "*/*") return 1;
    const auto family = type.substr(0, type.find('/') + 1);
    const bool all_of_family = range.size() == family.size() + 1 && range.back() == '*' &&
                               iequals(range.substr(0, family.size()), family);
    return all_of_family ? 2 : 0;
}

/// The weight that the most specific range gives the type.
int weight_for(std::string_view accept, std::string_view type) {
    int best_fit = 0, weight = 0;
    while (!accept.empty()) {
        auto element = next_part(accept, ',');
        const auto range = next_part(element, ';');
        int given = 1'000;
        while (!element.empty()) {
            const auto parameter = next_part(element, ';');
            if (parameter.size() >= 2 && iequals(parameter.substr(0, 2), "q="))
                given = weight_of(parameter.substr(2));
        }
        if (const auto fits = fit(range, type); fits > best_fit) {
            best_fit = fits;
            weight = given;
        }
    }
    return weight;
}

}  // namespace

std::optional<std::size_t> preferred(std::string_view accept, std::span<const std::string_view> offered) {
    if (trimmed(accept).empty()) return 0;
    std::optional<std::size_t> best;
    int best_weight = 0;
    for (std::size_t i = 0; i < offered.size(); ++i)
        if (const auto weight = weight_for(accept, offered[i]); weight > best_weight) {
            best = i;
            best_weight = weight;
        }
    return best;
}

Result<bool> wants_csv(std::string_view accept, bool is_table) {
    constexpr std::array<std::string_view, 2> offered = {"application/json", "text/csv"};
    const auto choice = preferred(accept, std::span(offered).first(is_table ? 2 : 1));
    if (choice) return *choice == 1;
    return Error{"not-acceptable",
                 std::string("This answer comes as application/json") + (is_table ? " or text/csv." : "."),
                 "Accept",
                 {}};
}

}  // namespace waymark::http
