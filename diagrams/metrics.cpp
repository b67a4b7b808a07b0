#include "diagrams/metrics.hpp"

#include <array>

#include "states/unicode.hpp"

namespace waymark::diagrams {
namespace {

// Thousandths of the size. U+0020 … U+007E, then U+0410 … U+044F: the Cyrillic alphabet without Ё.
constexpr std::array<short, 95> latin = {
    320, 400, 460, 840, 640, 950, 780, 280, 390, 390, 500, 840, 320, 360, 320, 340, 640, 640, 640,
    640, 640, 640, 640, 640, 640, 640, 340, 340, 840, 840, 840, 530, 999, 690, 690, 700, 770, 630,
    580, 780, 750, 300, 300, 660, 560, 860, 750, 790, 600, 790, 700, 640, 610, 730, 690, 990, 690,
    610, 690, 390, 340, 390, 840, 500, 500, 610, 640, 550, 640, 620, 350, 640, 640, 280, 280, 580,
    280, 970, 640, 610, 640, 640, 410, 520, 390, 640, 590, 820, 590, 590, 530, 640, 340, 640, 840};
constexpr std::array<short, 64> cyrillic = {690, 690, 690, 610, 780, 630, 999, 640, 750, 750, 710, 750, 860,
                                            750, 790, 750, 600, 700, 610, 610, 860, 690, 780, 690, 999, 999,
                                            830, 880, 690, 700, 999, 700, 610, 620, 590, 530, 690, 620, 900,
                                            530, 650, 650, 600, 640, 750, 650, 610, 650, 640, 550, 580, 590,
                                            860, 590, 680, 590, 920, 940, 710, 790, 590, 550, 840, 600};

int thousandths(char32_t c) {
    if (c >= 0x20 && c <= 0x7e) return latin[c - 0x20];
    if (c >= 0x410 && c <= 0x44f) return cyrillic[c - 0x410];
    if (c == 0x401 || c == 0x451) return 640;  // Ё ё
    if (c == 0xb7 || c == 0x2019) return 340;  // · ’
    if (c >= 0x300 && c <= 0x36f) return 0;    // combining
    if (c >= 0x2e80) return 1300;              // ideographs, pictographs
    return 1000;
}

}  // namespace

Typography typography(Face face) {
    switch (face) {
        case Face::heading:
            return {200, 26, true};
        case Face::title:
            return {140, 19, true};
        case Face::row:
            return {125, 17, false};
        case Face::note:
            break;
    }
    return {110, 15, false};
}

int width_of(std::string_view text, Face face) {
    int sum = 0;
    for (std::size_t at = 0; at < text.size();) sum += thousandths(states::next_code_point(text, at));
    const auto type = typography(face);
    if (type.bold) sum += sum / 6;
    return (sum * type.size + 9'999) / 10'000;
}

std::vector<std::string> wrap(std::string_view text, Face face, int width) {
    std::vector<std::string> lines(1);
    const auto add_word = [&](std::string_view word) {
        const std::string longer =
            lines.back().empty() ? std::string(word) : lines.back() + " " + std::string(word);
        if (width_of(longer, face) <= width) {
            lines.back() = longer;
            return;
        }
        if (!lines.back().empty()) lines.emplace_back();
        for (std::size_t at = 0; at < word.size();) {
            const auto from = at;
            states::next_code_point(word, at);
            const auto letter = word.substr(from, at - from);
            if (!lines.back().empty() && width_of(lines.back() + std::string(letter), face) > width)
                lines.emplace_back();
            lines.back() += letter;
        }
    };
    for (std::size_t at = 0; at <= text.size();) {
        const auto end = std::min(text.find(' ', at), text.size());
        if (end > at) add_word(text.substr(at, end - at));
        at = end + 1;
    }
    return lines;
}

std::string cut(std::string_view text, Face face, int width) {
    if (width_of(text, face) <= width) return std::string(text);
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const auto from = at;
        states::next_code_point(text, at);
        const auto longer = kept + std::string(text.substr(from, at - from));
        if (width_of(longer + "…", face) > width) break;
        kept = longer;
    }
    while (!kept.empty() && kept.back() == ' ') kept.pop_back();
    return kept + "…";
}

}  // namespace waymark::diagrams
