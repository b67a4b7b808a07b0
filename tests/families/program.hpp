// The partner program in one process: people, partners, a first window; and what somebody does at some
// instant. The same deeds at the same instants give the same story, with or without the service being down in
// between.
#pragma once

#include "tests/families/watch.hpp"
#include "tests/workflows/runtime/world.hpp"

namespace waymark::families {

/// Who: by place in Program::people. At whom: by order of creation. Without an event: a partner is added.
struct Deed {
    Instant at;
    std::size_t who = 0, whom = 0;
    std::string event;
    states::Value data;
};

/// Campaigns' lists are made so from then on.
void list_by(runtime::Program& program, std::function<states::Value(const runtime::Asking&)> find_out);

class Program {
  public:
    /// So many partners, each with an owner.
    explicit Program(std::size_t partners);

    /// Time passes to the deed's instant, and it is done. Whether it was accepted.
    bool perform(const Deed& deed);
    void pass_until(Instant at);
    /// The service is killed, or ends in order; and comes back at that instant.
    void down_until(Instant at, bool kill);

    [[nodiscard]] Watch& watch() { return *watch_; }
    [[nodiscard]] runtime::World& world() { return world_; }
    [[nodiscard]] Instant now() const { return world_.clock.wall(); }
    [[nodiscard]] const std::vector<InstanceId>& partners() const { return partners_; }
    [[nodiscard]] std::string person(std::size_t who) const { return runtime::to_text(people_[who].person); }

    // Places among the people. Each of the staff holds every role that decides, so that only four eyes tell
    // them apart.
    static constexpr std::size_t staff = 3, architects = 2, first_owner = staff + architects;

  private:
    InstanceId start(const runtime::Actor& who, const char* workflow, states::Value data);
    void add_partner();
    void add_person(std::vector<std::string> roles, InstanceId partner = {});

    runtime::World world_;
    std::map<std::uint32_t, runtime::Definition> definitions_;  // of the watch's own: services come and go
    std::unique_ptr<Watch> watch_;
    std::vector<runtime::Actor> people_;
    std::vector<InstanceId> partners_;
};

}  // namespace waymark::families
