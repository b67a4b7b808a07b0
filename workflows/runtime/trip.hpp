// One trip: a first step (a command's, a timer's) and its consequences in the same family, breadth first,
// each with a record of its own, all in the same commit. A fault of ours in any of them discards the whole
// trip and quarantines the instance that stepped. Not the checks before it: those are the commands'. On the
// writer's thread, for the length of one trip.
#pragma once

#include "workflows/runtime/messages.hpp"

namespace waymark::runtime {

class Trip {
  public:
    /// What stands in all its records.
    struct Origin {
        Instant at;
        bool late = false;        // a timer's, stepped after its minute
        bool suppressed = false;  // and its messages are pointless by now
        InstanceId person;
        std::string token;
        std::optional<IdempotencyKey> idempotency;  // in the first record only
    };
    Trip(Stage& stage, Origin origin) : stage_(stage), origin_(std::move(origin)), messages_(stage) {}

    /// Takes the first step and carries out what follows. Errors: "quarantined": nothing of it happened but
    /// the quarantine.
    Done run(const std::function<void()>& first_step);

    // The first step is one of these.

    void start(const Definition& definition, InstanceId id, std::string key, states::Value arguments);
    /// False: no transition takes the event now; nothing happened.
    bool send(const InstancePtr& instance, states::Event event);
    void fire(const InstancePtr& instance, const states::Timer& timer);
    /// No step: the instance goes on as it stands.
    void release(const InstancePtr& instance, states::Value reason);
    /// No step: the instance stands as it stood at an earlier record.
    void restore(const InstancePtr& instance, const Definition& definition, states::State state,
                 states::Value what);
    /// No step and no instance: a hold, a resumption, a publication.
    void note(Cause cause, states::Value what);

    [[nodiscard]] Sequence first() const { return first_; }  // 0: no record was made
    [[nodiscard]] const std::vector<TimerRow>& armed() const { return armed_; }

  private:
    static constexpr std::size_t most_records = 1'000;

    void carry_out();
    void deliver(Message message);
    /// What could not be delivered comes back to the instance at once (SCXML 6.2.4).
    void return_failures();
    void step(const InstancePtr& instance, states::Event event, Sequence caused_by);
    [[nodiscard]] Record prepare(Cause cause, Sequence caused_by, states::Event event) const;
    [[nodiscard]] Record prepare(const Instance& instance, Cause cause, Sequence caused_by,
                                 states::Event event) const;
    void write(Record record, const Definition& definition, states::State state);
    void send_out(Record& record);
    [[nodiscard]] states::Value facts_of(const Instance& instance, const states::Event& event) const;
    [[nodiscard]] states::Surroundings around(std::string_view session_id) const;
    Error quarantine(const std::string& evidence);

    Stage& stage_;
    Origin origin_;
    Messages messages_;
    Sequence first_ = 0;
    std::size_t records_ = 0;
    std::vector<TimerRow> armed_;
    struct Failure {
        InstanceId sender;
        FamilyId family;
        Sequence record;
        std::string sendid;
    };
    std::deque<Failure> failures_;
    FamilyId family_;             // of the first step; a family that the trip begins stands aside of it
    InstanceId root_, stepping_;  // whom a fault quarantines: the one that stepped, or the first of the trip
                                  // when that is undone
};

}  // namespace waymark::runtime
