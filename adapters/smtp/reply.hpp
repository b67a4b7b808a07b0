// What a server answers: lines put together to replies, and words made fit to be kept. Not the protocol:
// which reply means what is ruling.hpp's. Thread: the connection's.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace waymark::smtp {

/// Takes a reply line by line, within bounds.
class ReplyReader {
  public:
    static constexpr std::size_t longest_line = 4'096, longest_reply = 65'536;

    /// With its line end. False: this is no reply (anymore), `fault` says why.
    bool take(std::string_view line);
    /// The reply that the last line ended; nothing in between.
    [[nodiscard]] std::optional<int> code() const { return complete_ ? code_ : std::nullopt; }
    /// "550 5.1.1 no such user": the code, and the texts of all lines.
    [[nodiscard]] const std::string& words() const { return words_; }
    /// The texts of all lines but their codes.
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }
    [[nodiscard]] const std::string& fault() const { return fault_; }
    bool fail(std::string why);
    void clear() { *this = ReplyReader(); }

  private:
    std::optional<int> code_;
    bool complete_ = false;
    std::size_t bytes_ = 0;
    std::string words_, fault_;
    std::vector<std::string> lines_;
};

/// Printable ASCII of at most 500 bytes: other bytes as \xNN, spellings of the recipient as <recipient>.
std::string fit_to_keep(std::string text, const std::vector<std::string>& recipient);

}  // namespace waymark::smtp
