// Money: whole kopecks, and the one way to take a rate of them. No floating point. Pure.
#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace waymark::partner {

/// Roubles times a hundred; negative in corrections.
struct Kopecks {
    std::int64_t count = 0;
    friend auto operator<=>(const Kopecks&, const Kopecks&) = default;
    friend Kopecks operator+(Kopecks a, Kopecks b) { return {a.count + b.count}; }
    friend Kopecks operator-(Kopecks a, Kopecks b) { return {a.count - b.count}; }
    Kopecks& operator+=(Kopecks other) { return *this = *this + other; }
};

/// `basis_points` of 10,000, rounded once, half away from zero. Any amount: multiplies in 128 bits.
Kopecks rate_of(Kopecks base, std::int64_t basis_points);
/// What is left of a gross amount without VAT of `vat_percent`, rounded once, half away from zero.
Kopecks without_vat(Kopecks gross, int vat_percent);
/// "1,234,567.89" in English, "1 234 567,89" in Russian with no-break spaces; without the currency.
std::string in_roubles(Kopecks amount, bool russian);

}  // namespace waymark::partner
