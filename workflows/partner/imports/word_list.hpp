// Texts that occur again and again, each kept once, under numbers from 0; number 0 is the empty text. Texts
// stay where they are for as long as the list lives. Thread: one at a time.
#pragma once

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

namespace waymark::partner {

class WordList {
  public:
    WordList() { add({}); }

    std::uint32_t add(std::string_view text) {
        if (const auto known = numbers_.find(text); known != numbers_.end()) return known->second;
        const auto number = static_cast<std::uint32_t>(texts_.size());
        texts_.push_back(keep(text));
        numbers_.emplace(texts_.back(), number);
        return number;
    }
    [[nodiscard]] std::string_view operator[](std::uint32_t number) const { return texts_[number]; }
    [[nodiscard]] std::size_t size() const { return texts_.size(); }

  private:
    static constexpr std::size_t block_bytes = 64 * 1024;

    std::string_view keep(std::string_view text) {
        if (blocks_.empty() || used_ + text.size() > room_) {
            room_ = std::max(block_bytes, text.size());
            blocks_.push_back(std::make_unique<char[]>(room_));
            used_ = 0;
        }
        char* const at = blocks_.back().get() + used_;
        std::ranges::copy(text, at);  // memcpy takes no null, which an empty text may be
        used_ += text.size();
        return {at, text.size()};
    }

    std::vector<std::unique_ptr<char[]>> blocks_;
    std::size_t used_ = 0, room_ = 0;
    std::vector<std::string_view> texts_;
    boost::unordered_flat_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace waymark::partner
