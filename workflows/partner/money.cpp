#include "workflows/partner/money.hpp"

#include <fmt/format.h>
#include <limits>

#include "states/result.hpp"

namespace waymark::partner {

namespace {

__extension__ using Wide = __int128;

/// numerator / denominator, half away from zero. denominator > 0.
Kopecks rounded(Wide numerator, Wide denominator) {
    const Wide half = denominator / 2;
    const Wide result = (numerator < 0 ? numerator - half : numerator + half) / denominator;
    CHECK(result <= std::numeric_limits<std::int64_t>::max() &&
              result >= std::numeric_limits<std::int64_t>::min(),
          "an amount beyond 64 bits");
    return {static_cast<std::int64_t>(result)};
}

}  // namespace

Kopecks rate_of(Kopecks base, std::int64_t basis_points) {
    return rounded(Wide{base.count} * basis_points, 10'000);
}

Kopecks without_vat(Kopecks gross, int vat_percent) {
    return rounded(Wide{gross.count} * 200, Wide{2} * (100 + vat_percent));
}

std::string in_roubles(Kopecks amount, bool russian) {
    const bool negative = amount.count < 0;
    const auto absolute =
        negative ? 0 - static_cast<std::uint64_t>(amount.count) : static_cast<std::uint64_t>(amount.count);
    const std::string_view separator = russian ? "\u00a0" : ",";
    const std::string digits = std::to_string(absolute / 100);
    std::string text = negative ? "-" : "";
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i != 0 && (digits.size() - i) % 3 == 0) text += separator;
        text += digits[i];
    }
    return fmt::format("{}{}{:02}", text, russian ? "," : ".", absolute % 100);
}

}  // namespace waymark::partner
