// A rehearsal of the program: the real service with a clock moved by hand, people with their roles, and short
// questions. Instants are texts as HTTP has them, in UTC.
#pragma once

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "tests/blackbox/client.hpp"
#include "tests/blackbox/daemon.hpp"

namespace waymark::scenarios {

class Rehearsal {
  public:
    /// `zone`: TZ of the server; `settings`: its flags, at each start.
    Rehearsal(const std::string& clock, std::string zone, std::vector<std::string> settings = {});

    void move_to(const std::string& instant);
    /// The service is stopped, and started again at a later instant.
    void down_until(const std::string& instant);
    /// The same, but it is killed.
    void killed_until(const std::string& instant);

    /// Somebody with one role and a token; `as` knows him by his name from then on. Gives the person's id.
    /// `more`: further members of the person, or other roles.
    std::string person(const std::string& name, const std::string& role, boost::json::object more = {});
    /// Another token of a person: who speaks by it is known by this name.
    void token(const std::string& name, const std::string& person);
    /// Who speaks: a role of those there from the beginning, or a name.
    blackbox::Client& as(const std::string& who);

    struct Certificate {
        std::string code, valid_to;  // no last day: it does not expire
    };
    /// Somebody who works for the partner; his id.
    std::string employee(const std::string& partner, const std::vector<Certificate>& certificates);

    /// With a signed agreement.
    std::string partner();
    /// Everything that the technology (devops, ml-ai) demands but the interview and consumption.
    void meet_conditions(const std::string& partner, const std::string& technology);
    /// Publishes what the partner used of DevOps services in each of the months before the instant's, back
    /// to `from` ("2025-04"): `gross` as the file has it, with VAT. They are complete then.
    void consume(const std::string& partner, const std::string& from, const std::string& until,
                 const std::string& gross = "250000.00");
    /// Each as somebody who may; expected to be done. They give the instance's id.
    /// An application for ml-ai, which needs no interview, up to the decision; all is met.
    std::string ready_application(const std::string& partner);
    /// Gives the specialization's id.
    std::string grant(const std::string& application);
    std::string give_notice(const std::string& partner, boost::json::object data);
    void send(const std::string& instance, const std::string& event, boost::json::object data = {});

    blackbox::Reply try_grant(const std::string& application);
    blackbox::Reply try_send(const std::string& instance, const std::string& event,
                             boost::json::object data = {});

    /// The only one of the partner.
    std::string specialization(const std::string& partner);
    boost::json::object instance(const std::string& id);
    std::string state(const std::string& id) { return std::string(instance(id).at("state").as_string()); }
    std::string datum(const std::string& id, const char* name);
    /// "reminder_first 2026-03-18T07:00:00.000Z", by due instant.
    std::vector<std::string> timers(const std::string& id);
    /// "quit.reminder partner 2026-03-18T07:00:00.000Z", then " late" and the delivery when that is
    /// "suppressed"; oldest first.
    std::vector<std::string> messages(const std::string& partner, const std::string& message);
    /// Newest first.
    boost::json::array history(const std::string& id);
    /// The event's entry in `why`.
    boost::json::object why(const std::string& id, const std::string& event);

  private:
    std::string record(const std::string& collection, boost::json::object data,
                       const std::string& confirmation);
    void do_as(const std::string& who, const std::string& instance, const std::string& event,
               boost::json::object data);
    void start(const std::string& clock);

    const std::string zone_;
    const std::vector<std::string> settings_;
    TemporaryFolder folder_;
    std::unique_ptr<blackbox::Daemon> daemon_;
    std::map<std::string, std::string> tokens_;  // by role, or name
    std::map<std::string, blackbox::Client> clients_;
};

}  // namespace waymark::scenarios
