// Who is invited, who is left out and why, and what the service sends for a campaign.
#include "workflows/partner/campaigns.hpp"

#include <gmock/gmock.h>

#include "tests/workflows/partner/judged_village.hpp"

namespace waymark::partner {
namespace {

using runtime::InstancePtr;
using states::Value;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string october =
    "'window': '2026-10', 'opens_at': '2026-09-30T21:00:00.000Z', 'ends_at': '2026-10-31T21:00:00.000Z'";

class Campaigns : public testing::Test {
  protected:
    InstancePtr partner() { return village.add("partner", "{'name': 'subject:1'}"); }
    InstancePtr leaving() {
        auto gone = partner();
        leave(gone);
        return gone;
    }
    void leave(const InstancePtr& partner) {
        village.send(partner, "notice.accepted",
                     "{'exit_date': '2026-10-20', 'exit_at': '2026-10-19T21:00:00.000Z', 'last_day': "
                     "'2026-10-19'}");
    }
    void has(const InstancePtr& partner, const std::string& technology) {
        village.send(partner, "specialization.activated", "{'technology': '" + technology + "'}");
    }
    void applies(const InstancePtr& partner, const std::string& technology) {
        village.send(partner, "application.opened", "{'technology': '" + technology + "'}");
    }
    /// Being sent, with devops for these partners.
    InstancePtr sending(const std::vector<InstancePtr>& partners) {
        std::string candidates;
        for (const auto& each : partners)
            candidates += std::string(candidates.empty() ? "" : ", ") + "{'key': '" + to_text(each->id) +
                          "/devops', 'partner': '" + to_text(each->id) +
                          "', 'technology': 'devops', 'ready': true, 'added': false}";
        auto campaign = village.add("campaign", "{" + october + "}");
        computed(campaign, candidates);
        village.send(campaign, "approve");
        village.send(campaign, "campaign.send");
        return campaign;
    }
    void computed(const InstancePtr& campaign, const std::string& candidates,
                  const std::string& import = "null") {
        village.send(campaign, "list.computed",
                     "{'candidates': [" + candidates +
                         "], 'left_out': {}, 'joined': [], 'left': [], 'import': " + import + "}");
    }
    InstancePtr invited(const InstancePtr& campaign, const InstancePtr& partner) {
        return village.add("invitation",
                           "{'campaign': '" + to_text(campaign->id) +
                               "', 'technology': 'devops', 'ready': true, 'gap': null, " + october + "}",
                           partner->id);
    }
    template <class Fact>
    Value ask(const InstancePtr& whose, Fact&& fact, const std::string& data = "{}") {
        states::Event event;
        event.data = json(data);
        const auto find = village.find();
        return fact(runtime::FactQuestion{"", *whose, event, village.at, find});
    }
    template <class Answer>
    auto answer(const InstancePtr& whose, Answer&& answer) {
        const auto find = village.find();
        const runtime::Actor service;
        return answer(runtime::Asking{service, whose.get(), {}, village.at, find, town});
    }
    Value list(const InstancePtr& campaign) {
        return answer(campaign, [](const auto& asking) { return candidates(asking, judged); });
    }
    /// Ready for devops; nearly for ml-ai; far from data-platform; of the rest nobody can tell.
    static std::optional<Nearness> judged(runtime::InstanceId, std::string_view technology, Instant) {
        if (technology == "devops") return Nearness{true, false, {}};
        if (technology == "ml-ai")
            return Nearness{false, true, {"One project.", "Один проект."}, Nearness::untold};
        if (technology == "data-platform") return Nearness{false, false, {"Much.", "Многое."}};
        return std::nullopt;
    }
    std::vector<runtime::Errand> offers(const InstancePtr& campaign) {
        return invitations_of(*campaign, village.find(),
                              [](const runtime::Asking& asking, std::string_view technology) {
                                  return judged(asking.instance->id, technology, asking.now);
                              });
    }
    std::vector<std::string> errands(const InstancePtr& campaign) {
        std::vector<std::string> all;
        for (const auto& each : offers(campaign)) all.push_back(each.event + " " + to_text(each.instance));
        return all;
    }
    std::vector<std::string> rows(const InstancePtr& campaign) {
        std::vector<std::string> all;
        const auto found = answer(campaign, [](const auto& asking) { return left_out(asking, judged); });
        for (const auto& each : found)
            all.push_back(to_text(each.partner) + " " + each.technology + " " + each.code +
                          (each.gap.en.empty() ? "" : ": " + each.gap.en));
        return all;
    }

    Village village;
    Townspeople town{village};
};

TEST_F(Campaigns, CandidatesAreThoseWhoAreReadyOrNearly) {
    const auto first = partner(), second = partner();
    leaving();
    has(first, "devops");
    applies(second, "ml-ai");
    const auto fact = list(village.add("campaign", "{" + october + "}"));
    std::vector<std::string> candidates;
    for (const auto& each : fact["candidates"].array())
        candidates.push_back(each["key"].string() + (each["ready"].boolean() ? " ready" : " nearly"));
    EXPECT_THAT(candidates,
                ElementsAre(to_text(second->id) + "/devops ready", to_text(first->id) + "/ml-ai nearly"));
    EXPECT_THAT(fact["joined"].array(), IsEmpty()) << "there was no list before";
    EXPECT_EQ(fact["left_out"], json("{'APPLIED': 1, 'HAS_SPECIALIZATION': 1, 'NOT_READY': 2, "
                                     "'QUIT_PENDING': 5, 'UNKNOWN': 4}"));
}

TEST_F(Campaigns, AListMadeAnewKeepsWhatPeopleDidToIt) {
    const auto first = partner(), second = partner(), third = partner();
    const auto a = to_text(first->id), b = to_text(second->id), c = to_text(third->id);
    const auto campaign = village.add("campaign", "{" + october + "}");
    // a was computed for devops and can be no more; b was added by hand; of c ml-ai was removed.
    const auto entry = [](const std::string& partner, const std::string& technology,
                          const std::string& added) {
        return "{'key': '" + partner + "/" + technology + "', 'partner': '" + partner + "', 'technology': '" +
               technology + "', 'ready': null, 'added': " + added + "}";
    };
    computed(campaign, entry(a, "devops", "false") + ", " + entry(b, "devops", "true") + ", " +
                           entry(b, "infrastructure", "true") + ", " + entry(c, "ml-ai", "false"));
    village.send(campaign, "candidate.remove",
                 "{'partner': '" + c + "', 'technology': 'ml-ai', 'reason': 'subject:7'}");
    village.send(campaign, "list.refresh");
    has(first, "devops");
    const auto fact = list(campaign);
    std::vector<std::string> keys;
    for (const auto& each : fact["candidates"].array())
        keys.push_back(each["key"].string() + (each["added"].boolean() ? " added" : ""));
    EXPECT_THAT(keys, ElementsAre(b + "/devops added", c + "/devops", a + "/ml-ai", b + "/ml-ai",
                                  b + "/infrastructure added"))
        << "those who are ready before those who are nearly";
    EXPECT_EQ(fact["candidates"].array()[0]["ready"], Value(true)) << "it can be told now";
    EXPECT_EQ(fact["left"], json("[{'partner': '" + a + "', 'technology': 'devops'}]"));
    EXPECT_EQ(fact["joined"].array().size(), 3U);
    EXPECT_EQ(fact["joined"].array()[2], json("{'partner': '" + c + "', 'technology': 'devops'}"));
}

TEST_F(Campaigns, OnlyListsThatWaitForTheirApprovalAreMadeAnewAndOnceForAnImport) {
    const auto waiting = village.add("campaign", "{" + october + "}");
    const std::string somebody = "{'key': 'x/devops'}";
    const auto told = [&](const std::string& import) {
        std::vector<std::string> all;
        for (const auto& each : renewals_after(import, village.find()))
            all.push_back(each.event + " " + to_text(each.instance));
        return all;
    };
    EXPECT_THAT(told("import-1"), IsEmpty()) << "a draft";
    computed(waiting, somebody);
    EXPECT_THAT(told("import-1"), ElementsAre("list.renew " + to_text(waiting->id)));
    village.send(waiting, "list.renew");
    EXPECT_THAT(told("import-1"), IsEmpty()) << "under way";
    computed(waiting, somebody, "'import-1'");
    EXPECT_THAT(told("import-1"), IsEmpty());
    EXPECT_THAT(told("import-2"), ElementsAre("list.renew " + to_text(waiting->id)));
    village.send(waiting, "approve");
    EXPECT_THAT(told("import-2"), IsEmpty());
}

TEST_F(Campaigns, AListIsMadeAsideAndOnceMoreWhenAnImportCameMeanwhile) {
    const auto campaign = village.add("campaign", "{" + october + "}");
    const auto told = [&](const Value& newest) {
        const auto errands =
            lists_of(*campaign, newest, [](const runtime::Asking&) { return Value("the list"); });
        return errands.empty() ? std::string() : errands.front().event;
    };
    EXPECT_EQ(told(nullptr), "list.computed");
    computed(campaign, "{'key': 'x/devops'}");
    EXPECT_EQ(told(nullptr), "");
    EXPECT_EQ(told("import-1"), "list.renew");
    village.send(campaign, "list.renew");
    EXPECT_EQ(told("import-1"), "list.computed");
    computed(campaign, "{'key': 'x/devops'}", "'import-1'");
    EXPECT_EQ(told("import-1"), "");
    village.send(campaign, "approve");
    EXPECT_EQ(told("import-2"), "");
}

TEST_F(Campaigns, WhoIsAddedByHandMustBeAbleToBeInvited) {
    const auto known = partner(), gone = leaving(), campaign = village.add("campaign", "{" + october + "}");
    const auto asked = [&](const std::string& id, const std::string& technology) {
        return ask(
            campaign, [](const auto& question) { return candidate_fact(question, judged); },
            "{'partner': '" + id + "', 'technology': '" + technology + "'}");
    };
    EXPECT_EQ(asked(to_text(known->id), "devops"), json("{'code': null, 'text': null, 'ready': true}"));
    EXPECT_EQ(asked(to_text(known->id), "infrastructure")["ready"], Value(nullptr)) << "nobody can tell";
    EXPECT_EQ(asked(to_text(known->id), "data-platform")["ready"], Value(false)) << "all the same";
    EXPECT_EQ(asked(to_text(gone->id), "devops")["code"], Value("QUIT_PENDING"));
    EXPECT_EQ(asked(to_text(campaign->id), "devops")["code"], Value("NOT_PARTNER"));
    EXPECT_TRUE(asked("nobody", "devops")["text"]["ru"].is_string());
    EXPECT_TRUE(
        ask(campaign, [](const auto& question) { return candidate_fact(question, judged); }).is_undefined());
}

TEST_F(Campaigns, EachIsOfferedOneInvitationAndTheCampaignIsToldLast) {
    const auto first = partner(), second = partner(), gone = partner(), applied = partner();
    const auto campaign = sending({first, second, gone, applied});
    leave(gone);
    applies(applied, "devops");
    EXPECT_THAT(errands(campaign), ElementsAre("invitation.offer " + to_text(first->id),
                                               "invitation.offer " + to_text(second->id),
                                               "campaign.sent " + to_text(campaign->id)));
    invited(campaign, first);
    EXPECT_THAT(errands(campaign), ElementsAre("invitation.offer " + to_text(second->id),
                                               "campaign.sent " + to_text(campaign->id)));
    EXPECT_EQ(ask(campaign, invited_fact),
              json("{'invited': 1, 'pending': 1, 'skipped': [{'partner': '" + to_text(gone->id) +
                   "', 'technology': 'devops', 'code': 'QUIT_PENDING'}, {'partner': '" +
                   to_text(applied->id) + "', 'technology': 'devops', 'code': 'APPLIED'}]}"));
    invited(campaign, second);
    EXPECT_EQ(ask(campaign, invited_fact)["pending"], Value(0));
    EXPECT_THAT(errands(village.add("campaign", "{" + october + "}")), IsEmpty()) << "a draft";
}

TEST_F(Campaigns, AnInvitationSaysWhatIsMissingWhenItIsOffered) {
    const auto invited = partner(), campaign = village.add("campaign", "{" + october + "}");
    const auto id = to_text(invited->id);
    std::string candidates;
    for (const char* technology : {"devops", "ml-ai", "infrastructure"})
        candidates += std::string(candidates.empty() ? "" : ", ") + "{'key': '" + id + "/" + technology +
                      "', 'partner': '" + id + "', 'technology': '" + technology +
                      "', 'ready': true, 'added': false}";
    computed(campaign, candidates);
    village.send(campaign, "approve");
    village.send(campaign, "campaign.send");
    std::vector<Value> data;
    for (const auto& each : offers(campaign)) data.push_back(answer(invited, each.find_out));
    ASSERT_EQ(data.size(), 4U);
    EXPECT_EQ(data[0]["ready"], Value(true));
    EXPECT_EQ(data[0]["gap"], Value(nullptr));
    EXPECT_EQ(data[0]["window"], Value("2026-10"));
    EXPECT_EQ(data[1]["ready"], Value(false)) << "not any more";
    EXPECT_EQ(data[1]["gap"]["ru"], Value("Один проект."));
    EXPECT_EQ(data[2]["ready"], Value(true)) << "as the list says: it cannot be told now";
    EXPECT_EQ(data[2]["gap"], Value(nullptr));
}

TEST_F(Campaigns, NothingIsPendingWhenTheWindowIsOver) {
    const auto campaign = sending({partner()});
    village.at = msk("2026-11-01 00:00");
    EXPECT_EQ(ask(campaign, invited_fact)["pending"], Value(0));
    EXPECT_EQ(ask(campaign, invited_fact)["skipped"].array()[0]["code"], Value("WINDOW_CLOSED"));
}

TEST_F(Campaigns, AnswersAreCountedOnce) {
    std::vector<InstancePtr> partners, all;
    for (int i = 0; i < 5; ++i) partners.push_back(partner());
    const auto campaign = sending(partners);
    for (const auto& each : partners) all.push_back(invited(campaign, each));
    invited(sending({partners[0]}), partners[0]);  // another campaign's
    village.send(all[0], "interested");
    village.send(all[1], "decline");
    village.send(all[2], "decline");
    village.send(all[2], "application.submitted", "{'technology': 'devops'}");
    village.send(all[3], "interested");
    village.send(all[3], "partner.leaving");
    EXPECT_EQ(ask(campaign, answers_fact),
              json("{'invited': 5, 'interested': 2, 'declined': 1, 'applied': 1, 'none': 1}"));
}

TEST_F(Campaigns, ItIsSaidWhoWasLeftOutAndWhy) {
    const auto first = partner(), second = partner();
    const auto campaign = village.add("campaign", "{" + october + "}");
    const auto id = to_text(first->id), other = to_text(second->id);
    has(second, "infrastructure");
    computed(campaign,
             "{'key': '" + id + "/devops'}, {'key': '" + id + "/ml-ai'}, {'key': '" + other + "/devops'}");
    village.send(campaign, "candidate.remove",
                 "{'partner': '" + id + "', 'technology': 'ml-ai', 'reason': 'subject:7'}");
    EXPECT_THAT(
        rows(campaign),
        ElementsAre(id + " infrastructure UNKNOWN", id + " data-platform NOT_READY: Much.",
                    id + " ml-ai REMOVED: One project.", id + " security-compliance UNKNOWN",
                    other + " infrastructure HAS_SPECIALIZATION", other + " data-platform NOT_READY: Much.",
                    other + " security-compliance UNKNOWN"));
}

}  // namespace
}  // namespace waymark::partner
