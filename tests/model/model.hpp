// The simplest program that could be right: partners and their notices in maps, to compare the service's
// answers with.
#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace waymark::model {

using Day = std::chrono::sys_days;

struct Notice {
    std::string partner, state = "received";
    Day received{}, exit{};
};

struct Partner {
    std::string state = "active";
    bool debt = false;
    std::string notice;  // the open one
};

/// Keys are the service's ids, in order of creation (they grow with time).
class Model {
  public:
    explicit Model(Day today) : today_(today) {}

    std::map<std::string, Partner> partners;
    std::map<std::string, Notice> notices;

    [[nodiscard]] Day today() const { return today_; }
    void give_notice(const std::string& partner, const std::string& notice);
    void accept(const std::string& notice);
    void withdraw(const std::string& notice);
    void refuse(const std::string& notice);
    /// Days pass; partners leave at 00:00 of their exit day.
    void advance(std::chrono::days days);

    /// What was done since the last call moved these, and can be undone under its record as long as each of
    /// them stands where it left it; nothing of it once a day has passed.
    void keep(const std::string& record, const std::vector<std::string>& moved);
    [[nodiscard]] std::vector<std::string> kept() const;
    [[nodiscard]] bool can_undo(const std::string& record) const;
    void undo(const std::string& record);

  private:
    struct Command {
        std::map<std::string, unsigned> before, after;  // where each that it moved stood
        std::map<std::string, Partner> partners;        // as they were; who is missing was made by it
        std::map<std::string, Notice> notices;
    };
    void close(const std::string& notice, const char* state);
    Day today_;
    unsigned moves_ = 0;
    std::map<std::string, unsigned> stands_;
    std::map<std::string, Command> commands_;
    std::map<std::string, Partner> partners_before_;  // the last command
    std::map<std::string, Notice> notices_before_;
};

}  // namespace waymark::model
