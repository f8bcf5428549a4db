namespace LoanTwin.Tests.Lending;

/// <summary>A few rows of the published files, so that the oracle tests still compare figures where the files are not at hand.</summary>
internal static class PublishedSchedules
{
    /// <summary>Loans recomputed outside this project, also by QuantLib (schedules/loans_part1.csv).</summary>
    public const string Loans = """
        5,personal,34900,0.2133,36,2024-07-31,"level-pay, monthly rate = annual/12, interest rounded half-up to cent each period, last payment clears balance",1320.7805272870,1320.78,12648.10,1320.80,18,20194.08288674,20194.0828867421
        45,smallbiz,265400,0.1211,12,2024-03-19,"level-pay, monthly rate = annual/12, interest rounded half-up to cent each period, last payment clears balance",23594.1279076666,23594.13,17729.51,23594.08,6,136696.14761874,136696.14761874068
        """;

    /// <summary>Their schedules (schedules/schedule_part1.csv): all of loan 45, the first eight rows of loan 5.</summary>
    public const string Rows = """
        45,1,2024-04-19,23594.13,2678.33,20915.80,244484.20
        45,2,2024-05-19,23594.13,2467.25,21126.88,223357.32
        45,3,2024-06-19,23594.13,2254.05,21340.08,202017.24
        45,4,2024-07-19,23594.13,2038.69,21555.44,180461.80
        45,5,2024-08-19,23594.13,1821.16,21772.97,158688.83
        45,6,2024-09-19,23594.13,1601.43,21992.70,136696.13
        45,7,2024-10-19,23594.13,1379.49,22214.64,114481.49
        45,8,2024-11-19,23594.13,1155.31,22438.82,92042.67
        45,9,2024-12-19,23594.13,928.86,22665.27,69377.40
        45,10,2025-01-19,23594.13,700.13,22894.00,46483.40
        45,11,2025-02-19,23594.13,469.09,23125.04,23358.36
        45,12,2025-03-19,23594.08,235.72,23358.36,0.00
        5,1,2024-08-31,1320.78,620.35,700.43,34199.57
        5,2,2024-09-30,1320.78,607.90,712.88,33486.69
        5,3,2024-10-31,1320.78,595.23,725.55,32761.14
        5,4,2024-11-30,1320.78,582.33,738.45,32022.69
        5,5,2024-12-31,1320.78,569.20,751.58,31271.11
        5,6,2025-01-31,1320.78,555.84,764.94,30506.17
        5,7,2025-02-28,1320.78,542.25,778.53,29727.64
        5,8,2025-03-31,1320.78,528.41,792.37,28935.27
        """;

    /// <summary>12 CFR 1026 Appendix J (c): dates, amounts and published rates (schedules/regz_appendix_j_part1.csv).</summary>
    public const string AppendixJ = """
        (c)(1)(i),"monthly, regular first period",5000,"24 payments, first t=1 f=0; amounts first=230 regular=230 last=230",12.0,month,advance 1978-01-10; first payment 1978-02-10; monthly,9.69,9.685708,True
        (c)(1)(ii),"monthly, long first period",6000,"36 payments, first t=1 f=0.6333333333; amounts first=200 regular=200 last=200",12.0,month,advance 1978-02-10; first payment 1978-04-01; monthly,11.82,11.816508,True
        (c)(1)(iii),"semimonthly, short first period",5000,"24 payments, first t=0 f=0.4; amounts first=219.17 regular=219.17 last=219.17",24.0,half month,advance 1978-02-23; first payment 1978-03-01; 1st and 16th,10.34,10.337903,True
        (c)(1)(iv),"quarterly, long first period",10000,"40 payments, first t=1 f=0.4333333333; amounts first=385 regular=385 last=385",4.0,quarter,advance 1978-05-23; first payment 1978-10-01; every 3 months,8.97,8.97077,True
        (c)(1)(v),"weekly, long first period",500,"30 payments, first t=4 f=0.5714285714; amounts first=17.6 regular=17.6 last=17.6",52.0,week,advance 1978-03-20; first payment 1978-04-21; weekly,14.96,14.962223,True
        (c)(2)(i),"monthly, odd first payment",5000,"24 payments, first t=1 f=0; amounts first=250 regular=230 last=230",12.0,month,advance 1978-01-10; first 250 on 1978-02-10; then 230 monthly,10.08,10.08289,True
        """;

    /// <summary>PSA speeds 50, 100, 150, 165, 200, 300 and 400 at ages 1, 15, 29, 30, 31 and 360 (schedules/psa_table.csv).</summary>
    public const string Psa = """
        1,0.001,8.33716e-05,0.002,0.0001668196,0.003,0.0002503444,0.0033,0.0002754168,0.004,0.000333946,0.006,0.0005013803,0.008,0.0006691237
        15,0.015,0.001258677,0.03,0.0025350486,0.045,0.003829643,0.0495,0.0042216567,0.06,0.0051430128,0.09,0.0078284203,0.12,0.010596241
        29,0.029,0.0024493962,0.058,0.0049667915,0.087,0.0075562567,0.0957,0.0083478049,0.116,0.0102222454,0.174,0.0158038301,0.232,0.0217569562
        30,0.03,0.0025350486,0.06,0.0051430128,0.09,0.0078284203,0.099,0.0086498745,0.12,0.010596241,0.18,0.0164015832,0.24,0.0226102069
        31,0.03,0.0025350486,0.06,0.0051430128,0.09,0.0078284203,0.099,0.0086498745,0.12,0.010596241,0.18,0.0164015832,0.24,0.0226102069
        360,0.03,0.0025350486,0.06,0.0051430128,0.09,0.0078284203,0.099,0.0086498745,0.12,0.010596241,0.18,0.0164015832,0.24,0.0226102069
        """;
}
